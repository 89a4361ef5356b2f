/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/distance-watch.h"

/* µs: nobody reads the distance to one optimum more often. */
enum { ASK_INTERVAL = 100000 };

struct SlDistanceWatch
{
  SlFollower *follower;     /* Owned, NULL until the run has an optimum */
  SlDistanceReport *report; /* Owned, nullable: the newest distance to it */
  SlDistanceReport asked;   /* for which λ, ρ and place the follower was last asked */
  const SlPenaltyType *asked_penalty;
  SlNeeds asked_needs; /* … and with which two weights */
  gint64 next_ask;
  void (*news) (gpointer data);
  gpointer data;
};

SlDistanceWatch *
sl_distance_watch_new (void (*news) (gpointer), gpointer data)
{
  SlDistanceWatch *self = g_new0 (SlDistanceWatch, 1);
  self->news = news;
  self->data = data;
  return self;
}

void
sl_distance_watch_free (SlDistanceWatch *self)
{
  if (self == NULL)
    return;
  sl_follower_free (self->follower);
  sl_distance_report_free (self->report);
  g_free (self);
}

/* Whether the geometry that is wanted is the one the follower was asked for. */
static gboolean
asks_the_same (const SlDistanceWatch *self, const SlConfig *config, const SlNeeds *now)
{
  const SlNeeds *asked = &self->asked_needs;
  return !now->geometry ||
         (asked->geometry && now->pair[0] == asked->pair[0] &&
          now->pair[1] == asked->pair[1] && config->penalty == self->asked_penalty);
}

/* Asks for the distance of the weights of now, unless that was asked already; for a new λ
 * at once. */
static void
ask (SlDistanceWatch *self,
     const SlSnapshot *snapshot,
     const SlNetwork *network,
     const SlNeeds *needs)
{
  const SlConfig *config = &snapshot->config;
  const SlDistanceReport wanted = {.lambda = sl_config_lambda (config),
                                   .share = sl_config_share (config),
                                   .epoch = snapshot->epoch,
                                   .batch = snapshot->batch};
  const SlDistanceReport *asked = &self->asked;
  gboolean same = wanted.lambda == asked->lambda && wanted.share == asked->share &&
                  asks_the_same (self, config, needs);
  gint64 now = g_get_monotonic_time ();
  if (self->follower == NULL)
    self->follower = sl_follower_new (snapshot->problem, self->news, self->data);
  else if (same && wanted.epoch == asked->epoch && wanted.batch == asked->batch)
    return;
  else if (same && snapshot->state == SL_RUN_PLAYING && now < self->next_ask)
    return;
  self->asked = wanted;
  self->asked_penalty = config->penalty;
  self->asked_needs = *needs;
  self->next_ask = now + ASK_INTERVAL;
  sl_follower_send (self->follower, config, network, wanted.epoch, wanted.batch,
                    needs->geometry ? needs->pair : NULL);
}

gboolean
sl_distance_watch_has_news (SlDistanceWatch *self)
{
  return self->follower != NULL && sl_follower_has_news (self->follower);
}

void
sl_distance_watch_fill (SlDistanceWatch *self,
                        SlSnapshot *snapshot,
                        SlTraining *training,
                        const SlNeeds *needs)
{
  const char *reason = sl_config_no_optimum (&snapshot->config);
  if (sl_distance_watch_has_news (self)) {
    sl_distance_report_free (self->report);
    self->report = sl_follower_take (self->follower);
  }
  if (reason != NULL) {
    snapshot->optimum = sl_distance_report_new (reason);
    return;
  }
  ask (self, snapshot, sl_training_network (training), needs);
  const SlDistanceReport *report = self->report;
  if (report != NULL && report->lambda == sl_config_lambda (&snapshot->config) &&
      report->share == sl_config_share (&snapshot->config))
    snapshot->optimum = sl_distance_report_copy (report);
  if (!needs->geometry || report == NULL || report->geometry == NULL ||
      (snapshot->optimum != NULL && snapshot->optimum->reason != NULL))
    return;
  snapshot->geometry = sl_geometry_ref (report->geometry);
  sl_training_watch (training, report->geometry->pair);
}
