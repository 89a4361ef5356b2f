/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/monitor.h"
#include "core/base/niceness.h"
#include "core/training/distance.h"

#include <string.h>

typedef struct
{
  SlConfig config;
  double lambda, share;
  int epoch, batch, generation;
  gboolean watched; /* the geometry of the pair is wanted */
  int pair[2];
  float weights[]; /* (d, k) weights, (k) biases */
} Order;

struct SlFollower
{
  struct
  {
    SlOptimum *optimum; /* Owned, NULL until the first order */
    GError *failed;     /* Owned: the rows cannot be solved for at all */
    int generation;     /* of the order under way */
    double lambda, share;
    gboolean solved; /* for that λ and ρ; with a reason when not */
    char *reason;    /* Owned, nullable */
    struct
    {
      SlGeometry *newest; /* Owned, nullable */
      int pair[2];        /* asked for, */
      const SlPenaltyType *penalty;
      double lambda, share;
    } geometry;
  } worker;
  struct
  {
    Order *mailbox;         /* atomic exchange; newest wins */
    SlDistanceReport *slot; /* atomic exchange */
    gint generation;        /* atomic: how often λ or ρ changed */
    gint cancelled, quit;   /* atomic */
    SlMonitor *monitor;
  } shared;
  /* Plain: written before the thread starts. */
  SlProblem *problem; /* Owned: a reference */
  void (*news) (gpointer data);
  gpointer data;
  GThread *thread;
  /* Of the owner's thread. */
  double lambda, share;
};

/* A solution is given up for a newer λ: nobody is shown the distance for an old one. */
static void
progress_cb (double share, gpointer data)
{
  SlFollower *self = data;
  if (g_atomic_int_get (&self->shared.generation) != self->worker.generation)
    g_atomic_int_set (&self->shared.cancelled, TRUE);
}

/* Finds the optimum for @order. FALSE when it was given up. */
static gboolean
solve (SlFollower *self, const Order *order)
{
  g_autoptr (GError) error = NULL;
  if (self->worker.solved && self->worker.lambda == order->lambda &&
      self->worker.share == order->share)
    return TRUE;
  self->worker.generation = order->generation;
  g_clear_pointer (&self->worker.reason, g_free);
  if (self->worker.optimum == NULL && self->worker.failed == NULL)
    self->worker.optimum = sl_optimum_new (self->problem, &self->worker.failed);
  g_atomic_int_set (&self->shared.cancelled, FALSE);
  if (self->worker.failed != NULL)
    self->worker.reason = g_strdup (self->worker.failed->message);
  else if (!g_atomic_int_get (&self->shared.quit) &&
           !sl_optimum_solve (self->worker.optimum, order->lambda, order->share,
                              &self->shared.cancelled, progress_cb, self, &error) &&
           !g_atomic_int_get (&self->shared.cancelled))
    self->worker.reason = g_strdup (error->message);
  self->worker.solved = !g_atomic_int_get (&self->shared.cancelled);
  self->worker.lambda = order->lambda;
  self->worker.share = order->share;
  return self->worker.solved;
}

/* The geometry of @order's two weights, from the last one if nothing changed. The plane
 * of two weights only grows. */
static SlGeometry *
find_geometry (SlFollower *self, const Order *order)
{
  SlGeometry *last = self->worker.geometry.newest;
  gboolean same_pair = order->pair[0] == self->worker.geometry.pair[0] &&
                       order->pair[1] == self->worker.geometry.pair[1];
  double extent = last != NULL && same_pair ? last->extent : 0;
  if (last != NULL && same_pair && order->lambda == self->worker.geometry.lambda &&
      order->share == self->worker.geometry.share &&
      order->config.penalty == self->worker.geometry.penalty)
    return sl_geometry_ref (last);
  SlGeometry *made =
      sl_optimum_geometry (self->worker.optimum, &order->config, order->pair, extent);
  g_clear_pointer (&self->worker.geometry.newest, sl_geometry_unref);
  self->worker.geometry.newest = made != NULL ? sl_geometry_ref (made) : NULL;
  self->worker.geometry.pair[0] = order->pair[0];
  self->worker.geometry.pair[1] = order->pair[1];
  self->worker.geometry.penalty = order->config.penalty;
  self->worker.geometry.lambda = order->lambda;
  self->worker.geometry.share = order->share;
  return made;
}

static void
follow (SlFollower *self, const Order *order)
{
  if (!solve (self, order) || g_atomic_int_get (&self->shared.quit))
    return;
  SlDistanceReport *report = sl_distance_report_new (self->worker.reason);
  report->lambda = order->lambda;
  report->share = order->share;
  report->epoch = order->epoch;
  report->batch = order->batch;
  if (report->reason == NULL) {
    size_t weights =
        (size_t) self->problem->dataset->d * sl_optimum_outputs (self->worker.optimum);
    sl_optimum_measure (self->worker.optimum, order->weights, order->weights + weights,
                        &report->distance);
    if (order->watched)
      report->geometry = find_geometry (self, order);
  }
  sl_distance_report_free (g_atomic_pointer_exchange (&self->shared.slot, report));
  self->news (self->data);
}

static gpointer
follower_thread (gpointer data)
{
  SlFollower *self = data;
  sl_thread_yield (SL_NICE_FOLLOWER);
  while (!g_atomic_int_get (&self->shared.quit)) {
    g_autofree Order *order = g_atomic_pointer_exchange (&self->shared.mailbox, NULL);
    if (order != NULL) {
      follow (self, order);
      continue;
    }
    sl_monitor_enter (self->shared.monitor);
    while (!g_atomic_pointer_get (&self->shared.mailbox) &&
           !g_atomic_int_get (&self->shared.quit))
      sl_monitor_wait (self->shared.monitor);
    sl_monitor_leave (self->shared.monitor);
  }
  return NULL;
}

SlFollower *
sl_follower_new (SlProblem *problem, void (*news) (gpointer), gpointer data)
{
  SlFollower *self = g_new0 (SlFollower, 1);
  self->problem = sl_problem_ref (problem);
  self->news = news;
  self->data = data;
  self->shared.monitor = sl_monitor_new ();
  self->thread = g_thread_new ("optimum", follower_thread, self);
  return self;
}

static void
wake (SlFollower *self)
{
  sl_monitor_enter (self->shared.monitor);
  sl_monitor_wake (self->shared.monitor);
  sl_monitor_leave (self->shared.monitor);
}

void
sl_follower_send (SlFollower *self,
                  const SlConfig *config,
                  const SlNetwork *network,
                  int epoch,
                  int batch,
                  const int pair[2])
{
  const SlLayer *layer = &network->layers[0];
  size_t weights = (size_t) layer->inputs * layer->outputs;
  Order *order = g_malloc (sizeof *order + (weights + layer->outputs) * sizeof (float));
  order->config = *config;
  order->watched = pair != NULL;
  order->pair[0] = pair != NULL ? pair[0] : 0;
  order->pair[1] = pair != NULL ? pair[1] : 0;
  order->lambda = sl_config_lambda (config);
  order->share = sl_config_share (config);
  order->epoch = epoch;
  order->batch = batch;
  memcpy (order->weights, network->params + layer->W, weights * sizeof (float));
  memcpy (order->weights + weights, network->params + layer->b,
          layer->outputs * sizeof (float));
  if (order->lambda != self->lambda || order->share != self->share)
    g_atomic_int_inc (&self->shared.generation);
  self->lambda = order->lambda;
  self->share = order->share;
  order->generation = g_atomic_int_get (&self->shared.generation);
  g_free (g_atomic_pointer_exchange (&self->shared.mailbox, order));
  wake (self);
}

gboolean
sl_follower_has_news (SlFollower *self)
{
  return g_atomic_pointer_get (&self->shared.slot) != NULL;
}

SlDistanceReport *
sl_follower_take (SlFollower *self)
{
  return g_atomic_pointer_exchange (&self->shared.slot, NULL);
}

void
sl_follower_free (SlFollower *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->shared.quit, TRUE);
  g_atomic_int_set (&self->shared.cancelled, TRUE);
  wake (self);
  g_thread_join (self->thread);
  g_free (g_atomic_pointer_exchange (&self->shared.mailbox, NULL));
  sl_distance_report_free (g_atomic_pointer_exchange (&self->shared.slot, NULL));
  sl_optimum_free (self->worker.optimum);
  g_clear_pointer (&self->worker.geometry.newest, sl_geometry_unref);
  g_clear_error (&self->worker.failed);
  g_free (self->worker.reason);
  sl_problem_unref (self->problem);
  sl_monitor_free (self->shared.monitor);
  g_free (self);
}
