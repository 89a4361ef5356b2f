/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/page-stack.h"

#include <glib/gi18n-lib.h>

struct _SlPageStack
{
  AdwBin parent_instance;

  GtkStack *stack;    /* Borrowed: the child; one AdwBin a page, empty until wanted */
  SlSession *session; /* Owned, nullable until it is set */
  SlPage *shown;      /* Borrowed, nullable */
};

enum { PAGE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlPageStack, sl_page_stack, ADW_TYPE_BIN)

const SlPageType *
sl_page_stack_shown (SlPageStack *self)
{
  const char *id;

  g_return_val_if_fail (SL_IS_PAGE_STACK (self), NULL);

  id = gtk_stack_get_visible_child_name (self->stack);
  return (const SlPageType *) sl_kind_find (sl_pages (), id, NULL);
}

SlPage *
sl_page_stack_page (SlPageStack *self, const SlPageType *type)
{
  AdwBin *bin;

  g_return_val_if_fail (SL_IS_PAGE_STACK (self), NULL);
  g_return_val_if_fail (self->session != NULL, NULL);

  bin = ADW_BIN (gtk_stack_get_child_by_name (self->stack, type->kind.id));
  if (adw_bin_get_child (bin) == NULL) {
    adw_bin_set_child (bin, g_object_new (type->get_type (), NULL));
    sl_page_set_session (SL_PAGE (adw_bin_get_child (bin)), self->session);
  }
  return SL_PAGE (adw_bin_get_child (bin));
}

static void
visible_child_cb (GtkStack *stack, GParamSpec *spec, SlPageStack *self)
{
  SlPage *page;

  if (self->session == NULL || gtk_stack_get_visible_child (stack) == NULL)
    return;
  page = sl_page_stack_page (self, sl_page_stack_shown (self));
  if (page == self->shown)
    return;
  if (self->shown != NULL)
    sl_page_set_shown (self->shown, FALSE);
  self->shown = page;
  sl_page_set_shown (page, TRUE);
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
sl_page_stack_dispose (GObject *object)
{
  SlPageStack *self = SL_PAGE_STACK (object);

  self->shown = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_page_stack_parent_class)->dispose (object);
}

static void
sl_page_stack_class_init (SlPageStackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_page_stack_dispose;
  signals[PAGE_CHANGED] =
      g_signal_new ("page-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_page_stack_init (SlPageStack *self)
{
  const SlKindTable *pages = sl_pages ();

  self->stack = GTK_STACK (gtk_stack_new ());
  /* A page that is not on screen has no say in the size of the window. */
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  for (size_t i = 0; i < pages->n; i++) {
    GtkStackPage *page = gtk_stack_add_titled (
        self->stack, adw_bin_new (), pages->kinds[i]->id, _ (pages->kinds[i]->name));
    g_autofree char *name = g_strdup_printf (_ ("%s page"), _ (pages->kinds[i]->name));

    /* The tab has the short name, and so may a figure. */
    gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
  }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->stack, "notify::visible-child",
                           G_CALLBACK (visible_child_cb), self, 0);
}

void
sl_page_stack_set_session (SlPageStack *self, SlSession *session)
{
  g_return_if_fail (SL_IS_PAGE_STACK (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  visible_child_cb (self->stack, NULL, self);
}

GtkStack *
sl_page_stack_stack (SlPageStack *self)
{
  g_return_val_if_fail (SL_IS_PAGE_STACK (self), NULL);
  return self->stack;
}

gboolean
sl_page_stack_show (SlPageStack *self, const char *id, GError **error)
{
  g_return_val_if_fail (SL_IS_PAGE_STACK (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (sl_kind_find (sl_pages (), id, error) == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, id);
  return TRUE;
}
