/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

G_BEGIN_DECLS

typedef enum {
  SL_SETTING_CHOICE,    /* a kind of a table */
  SL_SETTING_NUMBER,    /* double */
  SL_SETTING_INTEGER,   /* int or gint64 */
  SL_SETTING_SWITCH,    /* gboolean */
  SL_SETTING_LAYERS,    /* SlHidden */
  SL_SETTING_SHARES,    /* SlPerLayer */
  SL_SETTING_FACTORS,   /* SlPerLayer */
  SL_SETTING_REDUCTION, /* SlReduction */
  SL_SETTING_TEXT,      /* interned string; NULL = "" */
} SlSettingType;

/** SlSetting: one field of SlConfig with its name and range. The one table of settings
 * (sl_settings) makes the command line's options, the window's actions, the log of
 * changes, captions and "Copy command line". */
typedef struct
{
  const char *id;      /* "learning-rate": option, action and log */
  const char *name;    /* N_("Learning rate") */
  const char *summary; /* one sentence for --help and tooltips */
  SlSettingType type;
  gboolean hot;       /* holds from the next minibatch; else it starts a new run */
  gsize offset;       /* of the field in SlConfig */
  double min, max;    /* numbers and integers, inclusive */
  gboolean is_whole;  /* SL_SETTING_NUMBER: no fraction is allowed */
  gboolean above_min; /* the minimum itself is not allowed */
  gboolean whole_64;  /* SL_SETTING_INTEGER: the field is a gint64 */
  const SlKindTable *(*choices) (void); /* SL_SETTING_CHOICE */
  gboolean has_auto; /* "auto" is allowed: a choice stores NULL, a number NaN */
} SlSetting;

/** sl_settings: @n: (out) how many. Returns the table of settings. */
const SlSetting *sl_settings (size_t *n);

/** sl_setting_find: Returns the setting called @id, or NULL with SL_ERROR_ARGUMENT. */
const SlSetting *sl_setting_find (const char *id, GError **error);

/** sl_setting_parse:
 * Sets the field of @config from @text as typed on a command line or in an entry ("0,003"
 * and "32·16" too; switches: "true"/"false"). On SL_ERROR_ARGUMENT the sentence names
 * setting and text and says what is allowed, and @config is unchanged. */
gboolean sl_setting_parse (const SlSetting *setting,
                           SlConfig *config,
                           const char *text,
                           GError **error);

/** sl_setting_change: the same for one who changes one thing after the other: with
 * another data set go the options of the old one that it does not take, and with hidden
 * layers their dropout (sl_config_fit_dropout()). */
gboolean sl_setting_change (const SlSetting *setting,
                            SlConfig *config,
                            const char *text,
                            GError **error);

/** sl_setting_data_option: Returns which option of made data sets it is, an
 * SlDataOptionId; −1 when it is none. Its "auto" is the default of the data set. */
int sl_setting_data_option (const SlSetting *setting);

/** sl_setting_is_of_file: Returns whether it says what is wanted of a file, which has to
 * be read again when it changes: target, columns, task, missing values. */
gboolean sl_setting_is_of_file (const SlSetting *setting);

/** sl_setting_format: Returns (transfer full) the text that sl_setting_parse() reads
 * back. */
char *sl_setting_format (const SlSetting *setting, const SlConfig *config);

/** sl_setting_equal: Returns whether @a and @b have the same value of @setting. */
gboolean
sl_setting_equal (const SlSetting *setting, const SlConfig *a, const SlConfig *b);

/** sl_config_take_changes: gives @config the value that @after has of every setting in
 * which @before and @after differ, and leaves the others. */
void
sl_config_take_changes (SlConfig *config, const SlConfig *before, const SlConfig *after);

/** sl_config_equal: Returns whether @a and @b have the same values throughout. */
gboolean sl_config_equal (const SlConfig *a, const SlConfig *b);

/** sl_config_same_run: Returns whether @a and @b differ in hot settings only. */
gboolean sl_config_same_run (const SlConfig *a, const SlConfig *b);

G_END_DECLS
