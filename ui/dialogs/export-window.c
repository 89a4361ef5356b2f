/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/export-window.h"
#include "ui/dialogs/export-preview.h"
#include "ui/dialogs/save-all.h"
#include "ui/dialogs/save-film.h"
#include "ui/dialogs/save-slide.h"
#include "ui/widgets/help.h"
#include <glib/gi18n-lib.h>

/* The choices of the last time, kept with the parent window. */
#define CHOICES_KEY "sl-export-choices"

/* Sizes in px: 96 an inch. The last is what the two fields say. */
static const struct
{
  const char *name;
  double width, height, text_scale;
} sizes[] = {
    {N_ ("Slide 16:9"), 1280, 720, 1.7},
    {N_ ("Slide 4:3"), 1024, 768, 1.7},
    {N_ ("Column, 85 mm wide"), 321, 241, 0.9},
    {N_ ("Free"), 0, 0, 0},
};
enum { FREE = G_N_ELEMENTS (sizes) - 1 };

static const char *const formats[] = {"svg", "pdf", "png"};
enum { FORMAT_PNG = 2 };

typedef struct
{
  SlExport spec;
  guint size, format;
} Choices;

struct _SlExportWindow
{
  AdwWindow parent_instance;

  /* Template */
  SlExportPreview *preview;
  GtkDropDown *what, *format, *size, *colours;
  GtkSpinButton *width, *height, *pixels;
  AdwActionRow *free_row, *pixels_row;
  GtkSwitch *transparent, *title, *caption;
  GtkScale *text;
  SlWorkBar *work;
  GtkWidget *save_film, *film_group;
  GtkSpinButton *every, *rate;

  /* Owned */
  SlSession *session;
  SlSlide *slide; /* the whole page */
  Choices choices;
  gboolean filling; /* the controls are being set, not used */
};

G_DEFINE_FINAL_TYPE (SlExportWindow, sl_export_window, ADW_TYPE_WINDOW)

/* What is exported: one figure, or behind them all of the page. */
static SlSlide *
chosen_slide (SlExportWindow *self)
{
  guint chosen = gtk_drop_down_get_selected (self->what);
  const SlPanel *panel;
  SlSlide *slide;

  if (chosen >= self->slide->n)
    return sl_slide_copy (self->slide);
  panel = &self->slide->panels[chosen];
  slide = sl_slide_new ();
  sl_slide_add (slide, panel->figure, panel->snapshot, &panel->view);
  return slide;
}

static SlFilm
chosen_film (SlExportWindow *self)
{
  return (SlFilm){gtk_spin_button_get_value_as_int (self->every),
                  gtk_spin_button_get_value_as_int (self->rate)};
}

/* A run that has begun and is on screen alone can be made once more. */
static gboolean
can_film (SlExportWindow *self, const SlSlide *slide)
{
  const SlSnapshot *run = sl_session_snapshot (self->session);
  gboolean can = run != NULL && run->epoch > 0 && !sl_session_comparing (self->session);

  for (guint i = 0; i < slide->n; i++)
    can = can && !slide->panels[i].figure->has_path;
  return can;
}

/* How long the film would be. */
static void
show_film (SlExportWindow *self, const SlSlide *slide)
{
  const SlSnapshot *run = sl_session_snapshot (self->session);
  gboolean can = can_film (self, slide);
  SlFilm film = chosen_film (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->film_group, can);
  gtk_widget_set_visible (self->save_film, can);
  if (!can)
    return;
  int pictures = sl_film_pictures (&film, run->epoch, run->batch);
  text = g_strdup_printf (_ ("As a film: %d pictures, %.3g s"), pictures,
                          (double) pictures / film.rate);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->film_group), text);
}

static void
show_preview (SlExportWindow *self)
{
  g_autoptr (SlSlide) slide = chosen_slide (self);

  show_film (self, slide);
  sl_export_preview_show (self->preview, slide, &self->choices.spec);
}

static void
remember (SlExportWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    g_object_set_data_full (G_OBJECT (parent), CHOICES_KEY,
                            g_memdup2 (&self->choices, sizeof self->choices), g_free);
}

/* The controls say what the choices are, and only those that act can be used. */
static void
show_choices (SlExportWindow *self)
{
  const Choices *choices = &self->choices;

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->format, choices->format);
  gtk_drop_down_set_selected (self->size, choices->size);
  gtk_drop_down_set_selected (self->colours, choices->spec.dark);
  gtk_spin_button_set_value (self->width, choices->spec.width);
  gtk_spin_button_set_value (self->height, choices->spec.height);
  gtk_spin_button_set_value (self->pixels, choices->spec.scale);
  gtk_switch_set_active (self->transparent, choices->spec.transparent);
  gtk_switch_set_active (self->title, !choices->spec.no_title);
  gtk_switch_set_active (self->caption, !choices->spec.no_caption);
  gtk_range_set_value (GTK_RANGE (self->text), choices->spec.text_scale);
  gtk_widget_set_visible (GTK_WIDGET (self->free_row), choices->size == FREE);
  gtk_widget_set_visible (GTK_WIDGET (self->pixels_row), choices->format == FORMAT_PNG);
  self->filling = FALSE;
}

static void
read_controls (SlExportWindow *self)
{
  Choices *choices = &self->choices;

  choices->format = gtk_drop_down_get_selected (self->format);
  choices->spec.dark = gtk_drop_down_get_selected (self->colours) == 1;
  choices->spec.scale = gtk_spin_button_get_value (self->pixels);
  choices->spec.transparent = gtk_switch_get_active (self->transparent);
  choices->spec.no_title = !gtk_switch_get_active (self->title);
  choices->spec.no_caption = !gtk_switch_get_active (self->caption);
  choices->spec.text_scale = gtk_range_get_value (GTK_RANGE (self->text));
  if (choices->size == FREE) {
    choices->spec.width = gtk_spin_button_get_value (self->width);
    choices->spec.height = gtk_spin_button_get_value (self->height);
  }
}

/* Any control but the size. */
static void
changed_cb (SlExportWindow *self)
{
  if (self->filling || self->slide == NULL)
    return;
  read_controls (self);
  show_choices (self);
  remember (self);
  show_preview (self);
}

/* A size has its own size of text, which can then be changed. */
static void
size_cb (SlExportWindow *self)
{
  guint size;

  if (self->filling || self->slide == NULL)
    return;
  size = gtk_drop_down_get_selected (self->size);
  self->choices.size = size;
  if (size != FREE) {
    self->choices.spec.width = sizes[size].width;
    self->choices.spec.height = sizes[size].height;
    self->choices.spec.text_scale = sizes[size].text_scale;
  }
  show_choices (self);
  remember (self);
  show_preview (self);
}

static void
save_cb (SlExportWindow *self)
{
  sl_save_slide_dialog (GTK_WIDGET (self->preview), chosen_slide (self),
                        &self->choices.spec, formats[self->choices.format]);
}

static void
save_all_cb (SlExportWindow *self)
{
  if (!sl_work_bar_busy (self->work))
    sl_save_all_dialog (GTK_WIDGET (self->preview), self->work,
                        sl_slide_copy (self->slide), &self->choices.spec,
                        formats[self->choices.format]);
}

static void
film_cb (SlExportWindow *self)
{
  g_autoptr (SlSlide) slide = NULL;

  if (self->filling || self->slide == NULL)
    return;
  slide = chosen_slide (self);
  show_film (self, slide);
}

static void
save_film_cb (SlExportWindow *self)
{
  SlFilm film = chosen_film (self);

  if (!sl_work_bar_busy (self->work))
    sl_save_film_dialog (GTK_WIDGET (self->preview), self->work, self->session,
                         chosen_slide (self), &self->choices.spec, &film);
}

static void
copy_cb (SlExportWindow *self)
{
  sl_copy_slide (GTK_WIDGET (self->preview), chosen_slide (self), &self->choices.spec);
}

static void
sl_export_window_dispose (GObject *object)
{
  g_clear_pointer (&SL_EXPORT_WINDOW (object)->slide, sl_slide_free);
  g_clear_object (&SL_EXPORT_WINDOW (object)->session);
  G_OBJECT_CLASS (sl_export_window_parent_class)->dispose (object);
}

static void
sl_export_window_class_init (SlExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_export_window_dispose;
  g_type_ensure (SL_TYPE_EXPORT_PREVIEW);
  g_type_ensure (SL_TYPE_WORK_BAR);
  sl_help_install_key (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, what);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, format);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, size);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, colours);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, width);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, height);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, pixels);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, free_row);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, pixels_row);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, transparent);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, caption);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, text);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, work);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, save_film);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, film_group);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, every);
  gtk_widget_class_bind_template_child (widget_class, SlExportWindow, rate);
  gtk_widget_class_bind_template_callback (widget_class, film_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_film_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, size_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
sl_export_window_init (SlExportWindow *self)
{
  self->choices = (Choices){.spec = sl_export_default ()};
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The figures by their titles, and behind them the page. */
static void
fill_what (SlExportWindow *self, guint chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->slide->n; i++)
    gtk_string_list_append (names, sl_figure_title (self->slide->panels[i].figure,
                                                    self->slide->panels[i].snapshot));
  if (self->slide->n > 1)
    gtk_string_list_append (names, _ ("The whole page"));
  gtk_drop_down_set_model (self->what, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->what, chosen);
}

static void
fill_sizes (SlExportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    gtk_string_list_append (names, _ (sizes[i].name));
  gtk_drop_down_set_model (self->size, G_LIST_MODEL (names));
}

SlExportWindow *
sl_export_window_present (GtkWindow *parent,
                          SlSession *session,
                          SlSlide *slide,
                          guint chosen)
{
  SlExportWindow *self;
  const SlSnapshot *run;
  const Choices *last;
  SlFilm film;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && SL_IS_SESSION (session), NULL);
  g_return_val_if_fail (slide != NULL && slide->n > 0, NULL);

  self = g_object_new (SL_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);
  last = g_object_get_data (G_OBJECT (parent), CHOICES_KEY);
  self->filling = TRUE;
  fill_sizes (self);
  if (last != NULL)
    self->choices = *last;
  self->session = g_object_ref (session);
  run = sl_session_snapshot (session);
  film = sl_film_default (run != NULL ? run->epoch : 0);
  gtk_spin_button_set_value (self->every, film.every);
  gtk_spin_button_set_value (self->rate, film.rate);
  self->slide = slide;
  fill_what (self, chosen);
  show_choices (self);
  show_preview (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
