/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-slide.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

/* The folder of the last picture, kept with the window. */
#define FOLDER_KEY "sl-save-folder"

static const struct
{
  const char *ending, *name;
} formats[] = {
    {"svg", N_ ("SVG picture (scales without loss)")},
    {"pdf", N_ ("PDF page")},
    {"png", N_ ("PNG picture (pixels)")},
};

/* One picture on its way to a file, or to the clipboard. */
typedef struct
{
  SlSlide *slide; /* Owned */
  SlExport spec;
  char *path;             /* Owned; NULL until chosen, and for the clipboard */
  GBytes *pixels, *paths; /* Owned: PNG and SVG for the clipboard */
} Picture;

static Picture *
picture_new (SlSlide *slide, const SlExport *spec)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->slide = slide;
  picture->spec = *spec;
  return picture;
}

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  sl_slide_free (picture->slide);
  g_free (picture->path);
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_clear_pointer (&picture->paths, g_bytes_unref);
  g_free (picture);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Picture *picture = data;
  GError *error = NULL;

  if (sl_slide_export (picture->slide, &picture->spec, picture->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Picture *picture = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (picture->path);
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Saved %s"), name);
  sl_toast (GTK_WIDGET (source), text != NULL ? text : error->message);
}

static void
run (GtkWidget *origin,
     Picture *picture,
     GTaskThreadFunc work,
     GAsyncReadyCallback finished)
{
  g_autoptr (GTask) task = g_task_new (origin, NULL, finished, NULL);

  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, work);
}

void
sl_save_slide (GtkWidget *origin, SlSlide *slide, const SlExport *spec, const char *path)
{
  Picture *picture;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && spec != NULL && path != NULL);

  picture = picture_new (slide, spec);
  picture->path = g_strdup (path);
  run (origin, picture, write_thread, written_cb);
}

static void
render_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Picture *picture = data;
  GError *error = NULL;

  picture->pixels = sl_slide_render (picture->slide, &picture->spec, ".png", &error);
  if (picture->pixels != NULL)
    picture->paths = sl_slide_render (picture->slide, &picture->spec, ".svg", &error);
  if (picture->paths != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Picture *picture = g_task_get_task_data (G_TASK (result));
  GdkContentProvider *both[2];
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    sl_toast (GTK_WIDGET (source), error->message);
    return;
  }
  both[0] = gdk_content_provider_new_for_bytes ("image/png", picture->pixels);
  both[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", picture->paths);
  content = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (source)), content);
  sl_toast (GTK_WIDGET (source), _ ("Copied, as PNG and SVG"));
}

void
sl_copy_slide (GtkWidget *origin, SlSlide *slide, const SlExport *spec)
{
  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && spec != NULL);

  run (origin, picture_new (slide, spec), render_thread, rendered_cb);
}

/* A name without a known ending gets that of the filter in force. */
static char *
chosen_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *ending =
      filter != NULL ? g_object_get_data (G_OBJECT (filter), "ending") : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *lower = NULL;

  if (path == NULL)
    return NULL;
  lower = g_ascii_strdown (path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *suffix = g_strdup_printf (".%s", formats[i].ending);

    if (g_str_has_suffix (lower, suffix))
      return g_steal_pointer (&path);
  }
  return g_strdup_printf ("%s.%s", path, ending != NULL ? ending : formats[0].ending);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  GtkWidget *origin = g_object_get_data (G_OBJECT (dialog), "origin");
  Picture *picture = data;

  if (response == GTK_RESPONSE_ACCEPT)
    picture->path = chosen_path (chooser);
  if (picture->path != NULL) {
    g_object_set_data_full (G_OBJECT (gtk_widget_get_root (origin)), FOLDER_KEY,
                            gtk_file_chooser_get_current_folder (chooser),
                            g_object_unref);
    run (origin, picture, write_thread, written_cb);
  } else {
    picture_free (picture);
  }
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser, const char *ending)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

    gtk_file_filter_set_name (filter, _ (formats[i].name));
    gtk_file_filter_add_suffix (filter, formats[i].ending);
    g_object_set_data (G_OBJECT (filter), "ending", (gpointer) formats[i].ending);
    gtk_file_chooser_add_filter (chooser, filter);
    if (g_str_equal (formats[i].ending, ending))
      gtk_file_chooser_set_filter (chooser, filter);
  }
}

/* Where pictures belong, or at least the learner's own folder. */
static void
set_first_folder (GtkFileChooser *chooser)
{
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autoptr (GFile) folder =
      g_file_new_for_path (pictures != NULL ? pictures : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
sl_save_slide_dialog (GtkWidget *origin,
                      SlSlide *slide,
                      const SlExport *spec,
                      const char *ending)
{
  GtkRoot *root;
  GtkFileChooserNative *dialog;
  GtkFileChooser *chooser;
  GFile *folder;
  g_autofree char *title = NULL, *what = NULL, *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && slide->n > 0 && spec != NULL && ending != NULL);

  root = gtk_widget_get_root (origin);
  what = sl_slide_title (slide);
  title = g_strdup_printf (_ ("Save “%s”"), what);
  name = g_strdup_printf (
      "%s.%s", slide->n == 1 ? slide->panels[0].figure->kind.id : "page", ending);
  dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  chooser = GTK_FILE_CHOOSER (dialog);
  folder = g_object_get_data (G_OBJECT (root), FOLDER_KEY);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  else
    set_first_folder (chooser);
  gtk_file_chooser_set_current_name (chooser, name);
  add_filters (chooser, ending);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "origin", g_object_ref (origin),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    picture_new (slide, spec));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
