/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/setting.h"

/* Settings that are lists: how they are read and written. setting.c alone includes this.
 * The parsers return FALSE with SL_ERROR_ARGUMENT and @field unchanged. */

/** sl_setting_parse_layers: "32, 16", "32·16" and "" into an SlHidden. */
gboolean sl_setting_parse_layers (const SlSetting *setting,
                                  void *field,
                                  const char *text,
                                  GError **error);

/** sl_setting_parse_shares: "0.5,0.2" into an SlPerLayer; nothing but zeros is the
 * empty list. */
gboolean sl_setting_parse_shares (const SlSetting *setting,
                                  void *field,
                                  const char *text,
                                  GError **error);

/** sl_setting_parse_factors: "0,1,1" into an SlPerLayer; "" is the empty list. */
gboolean sl_setting_parse_factors (const SlSetting *setting,
                                   void *field,
                                   const char *text,
                                   GError **error);

/** sl_setting_parse_reduction: "0.5,20" into an SlReduction; "" and "0" are off. */
gboolean sl_setting_parse_reduction (const SlSetting *setting,
                                     void *field,
                                     const char *text,
                                     GError **error);

/** Return (transfer full) the text that the parser reads back. */
char *sl_setting_format_layers (const SlHidden *hidden);
char *sl_setting_format_per_layer (const SlPerLayer *list);
char *sl_setting_format_reduction (const SlReduction *reduction);
