/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/column-item.h"

struct _SlColumnItem
{
  GObject parent_instance;

  SlDataset *dataset; /* Owned */
  int column;
  gboolean wanted;
};

enum { PROP_NAME = 1, PROP_WANTED, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SlColumnItem, sl_column_item, G_TYPE_OBJECT)

static void
sl_column_item_finalize (GObject *object)
{
  sl_dataset_unref (SL_COLUMN_ITEM (object)->dataset);
  G_OBJECT_CLASS (sl_column_item_parent_class)->finalize (object);
}

static void
sl_column_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlColumnItem *self = SL_COLUMN_ITEM (object);

  if (id == PROP_NAME)
    g_value_set_string (value, sl_column_item_get (self)->name);
  else
    g_value_set_boolean (value, self->wanted);
}

static void
sl_column_item_set_property (GObject *object,
                             guint id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  g_assert (id == PROP_WANTED);
  sl_column_item_set_wanted (SL_COLUMN_ITEM (object), g_value_get_boolean (value));
}

static void
sl_column_item_class_init (SlColumnItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_column_item_finalize;
  object_class->get_property = sl_column_item_get_property;
  object_class->set_property = sl_column_item_set_property;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WANTED] = g_param_spec_boolean (
      "wanted", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
sl_column_item_init (SlColumnItem *self)
{
}

SlColumnItem *
sl_column_item_new (SlDataset *dataset, int column)
{
  SlColumnItem *self = g_object_new (SL_TYPE_COLUMN_ITEM, NULL);

  self->dataset = sl_dataset_ref (dataset);
  self->column = column;
  self->wanted = dataset->columns[column].role == SL_COLUMN_INPUT;
  return self;
}

int
sl_column_item_column (SlColumnItem *self)
{
  return self->column;
}

const SlColumn *
sl_column_item_get (SlColumnItem *self)
{
  return &self->dataset->columns[self->column];
}

gboolean
sl_column_item_is_free (SlColumnItem *self)
{
  const SlColumn *column = sl_column_item_get (self);

  return column->role == SL_COLUMN_INPUT ||
         (column->role == SL_COLUMN_LEFT_OUT && sl_column_can_be_input (column));
}

gboolean
sl_column_item_is_usual (SlColumnItem *self)
{
  return sl_column_item_is_free (self) &&
         sl_column_item_get (self)->kind != SL_COLUMN_IDENTIFIER;
}

gboolean
sl_column_item_wanted (SlColumnItem *self)
{
  return self->wanted;
}

void
sl_column_item_set_wanted (SlColumnItem *self, gboolean wanted)
{
  wanted = wanted && sl_column_item_is_free (self);
  if (wanted == self->wanted)
    return;
  self->wanted = wanted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WANTED]);
}
