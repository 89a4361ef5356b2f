/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long after the last change a typed text is applied by itself. */
#define SL_TYPED_FIELD_DELAY_MS 600

/** SlTypedField: the behaviour of every entry: what is typed is applied on Return, on
 * leaving, or 600 ms after the last change. A text that cannot be read stays, is marked,
 * and is not applied. Belongs to its entry and dies with it. Main thread. */
typedef struct SlTypedField SlTypedField;

/** SlTypedFieldApply: takes @text over, or says in @error why it cannot. */
typedef gboolean (*SlTypedFieldApply) (const char *text, gpointer data, GError **error);

/** SlTypedFieldReport: @message: (nullable) the sentence to show; NULL = all is well. */
typedef void (*SlTypedFieldReport) (const char *message, gpointer data);

/** sl_typed_field_attach:
 * @apply, @report: called with @data, which must live as long as @entry
 * Returns (transfer none) the behaviour, now attached to @entry. */
SlTypedField *sl_typed_field_attach (GtkEntry *entry,
                                     SlTypedFieldApply apply,
                                     SlTypedFieldReport report,
                                     gpointer data);

/** sl_typed_field_wait: from now on what is typed holds only after Enter, or when the
 * hand has left: for values that mean nothing half-typed. */
void sl_typed_field_wait (SlTypedField *self);

/** sl_typed_field_show:
 * Shows @text as the value in force. Called while the field itself applies half a word,
 * it leaves the text under the hand alone; it is put right on Return or on leaving. */
void sl_typed_field_show (SlTypedField *self, const char *text);

G_END_DECLS
