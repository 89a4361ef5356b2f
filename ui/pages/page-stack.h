/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlPageStack: all pages of the table, one of them on screen. A page is made when it is
 * first wanted. Signal: "page-changed" (sl_page_stack_page() is another). */
#define SL_TYPE_PAGE_STACK (sl_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (SlPageStack, sl_page_stack, SL, PAGE_STACK, AdwBin)

/** sl_page_stack_set_session: @session: of all pages; once. Shows the first page. */
void sl_page_stack_set_session (SlPageStack *self, SlSession *session);

/** sl_page_stack_stack: Returns (transfer none) what a GtkStackSwitcher switches. */
GtkStack *sl_page_stack_stack (SlPageStack *self);

/** sl_page_stack_show: puts the page called @id on screen. Errors: SL_ERROR_ARGUMENT when
 * there is none. */
gboolean sl_page_stack_show (SlPageStack *self, const char *id, GError **error);

/** sl_page_stack_shown: Returns (transfer none) the entry of the page on screen. */
const SlPageType *sl_page_stack_shown (SlPageStack *self);

/** sl_page_stack_page: Returns (transfer none) the page of @type. */
SlPage *sl_page_stack_page (SlPageStack *self, const SlPageType *type);

G_END_DECLS
