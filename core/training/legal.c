/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/legal.h"

#include <glib/gi18n-lib.h>

/* What makes no sense together. NULL stands for any; the first line that fits gives the
 * reason. A line names all that has to change, so that who follows it is not refused
 * again: combinations of several conflicts stand before each alone. */
static const struct
{
  const char *optimizer, *rule, *penalty;
  gboolean only_hidden; /* holds only for networks with hidden layers */
  const char *reason;
} conflicts[] = {
    {"fista", "proximal", NULL, TRUE,
     N_ ("FISTA is for models without hidden layers; empty the hidden layers first")},
    {"fista", NULL, NULL, TRUE,
     N_ ("FISTA is a proximal method for models without hidden layers; empty the hidden "
         "layers and choose the proximal step")},
    {"fista", "subgradient", NULL, FALSE,
     N_ ("FISTA is a proximal method; choose the proximal step")},
    {"fista", "dead-link", NULL, FALSE,
     N_ ("FISTA is a proximal method; choose the proximal step")},
    {"ftrl", "dead-link", "group-lasso", FALSE,
     N_ ("FTRL-Proximal and dead links handle each weight alone; choose another "
         "optimiser and the proximal step for a group lasso")},
    {"ftrl", NULL, "group-lasso", FALSE,
     N_ ("FTRL-Proximal handles each weight alone; choose another optimiser for a group "
         "lasso")},
    {"ftrl", "subgradient", NULL, FALSE,
     N_ ("FTRL-Proximal brings its own proximal rule; choose the proximal step")},
    {"ftrl", "dead-link", NULL, FALSE,
     N_ ("FTRL-Proximal brings its own proximal rule; choose the proximal step")},
    {NULL, "dead-link", "group-lasso", FALSE,
     N_ ("Dead links are single weights; choose the proximal step for a group lasso")},
};

static gboolean
fits (const char *pattern, const SlKind *kind)
{
  return !pattern || g_str_equal (pattern, kind->id);
}

const char *
sl_config_conflict (const SlConfig *config)
{
  for (size_t i = 0; i < G_N_ELEMENTS (conflicts); i++)
    if (fits (conflicts[i].optimizer, &config->optimizer->kind) &&
        fits (conflicts[i].rule, &config->rule->kind) &&
        fits (conflicts[i].penalty, &config->penalty->kind) &&
        (!conflicts[i].only_hidden || config->hidden.n > 0))
      return _ (conflicts[i].reason);
  return NULL;
}
