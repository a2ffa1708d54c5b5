#include "drawing/canvas.hpp"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <statybos/error.hpp>

namespace statybos::documents {
namespace {

constexpr double points_per_mm = 72.0 / 25.4;

double points(double mm) {
    return mm * points_per_mm;
}

template <auto free>
struct Free {
    template <class T>
    void operator()(T* handle) const {
        free(handle);
    }
};

using Surface = std::unique_ptr<cairo_surface_t, Free<cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Free<cairo_destroy>>;
using FontMap = std::unique_ptr<PangoFontMap, Free<g_object_unref>>;
using TextContext = std::unique_ptr<PangoContext, Free<g_object_unref>>;
using Layout = std::unique_ptr<PangoLayout, Free<g_object_unref>>;
using FontName = std::unique_ptr<PangoFontDescription, Free<pango_font_description_free>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Free<cairo_font_options_destroy>>;
using Attributes = std::unique_ptr<PangoAttrList, Free<pango_attr_list_unref>>;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned count) noexcept {
    try {
        static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

void use(cairo_t* pen, Ink ink) {
    switch (ink) {
    case Ink::black:
        return cairo_set_source_rgb(pen, 0.09, 0.10, 0.12);
    case Ink::grey:
        return cairo_set_source_rgb(pen, 0.40, 0.43, 0.47);
    case Ink::pale:
        return cairo_set_source_rgb(pen, 0.86, 0.87, 0.89);
    case Ink::accent:
        return cairo_set_source_rgb(pen, 0.70, 0.33, 0.10);
    }
}

PangoAlignment pango_align(Align align) {
    return align == Align::left     ? PANGO_ALIGN_LEFT
           : align == Align::centre ? PANGO_ALIGN_CENTER
                                    : PANGO_ALIGN_RIGHT;
}

void describe(cairo_surface_t* surface, const FileInfo& info) {
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(surface, what, text.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, info.title);
    set(CAIRO_PDF_METADATA_AUTHOR, info.author);
    set(CAIRO_PDF_METADATA_CREATOR, "Statybos");
    // Left out, cairo would ask the clock.
    set(CAIRO_PDF_METADATA_CREATE_DATE, info.created_on + "T00:00:00Z");
    set(CAIRO_PDF_METADATA_MOD_DATE, info.created_on + "T00:00:00Z");
}

} // namespace

struct Canvas::Handles {
    std::string bytes;
    Surface surface;
    Pen pen;
    FontMap fonts;
    TextContext context;
    std::string family;

    explicit Handles(const FileInfo& info)
        : surface(cairo_pdf_surface_create_for_stream(append, &bytes, points(Canvas::page_width),
                                                      points(Canvas::page_height))),
          pen(cairo_create(surface.get())),
          // A map of its own: the default one belongs to the thread and is never given back.
          fonts(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
          context(pango_font_map_create_context(fonts.get())),
          family(info.font) {
        describe(surface.get(), info);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts.get()), 72);
        const FontOptions options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options.get());
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        pango_context_set_language(context.get(),
                                   pango_language_from_string(info.language.c_str()));
    }

    Layout lay_out(std::string_view text, double width, const TextStyle& style) const {
        Layout layout(pango_layout_new(context.get()));
        const FontName font(pango_font_description_new());
        pango_font_description_set_family(font.get(), family.c_str());
        pango_font_description_set_size(font.get(), static_cast<int>(style.points * PANGO_SCALE));
        pango_font_description_set_weight(font.get(), style.strong ? PANGO_WEIGHT_SEMIBOLD
                                                                   : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font.get());
        const Attributes attributes(pango_attr_list_new());
        // Digits of one width, so that columns of amounts stand below each other.
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("tnum=1"));
        pango_layout_set_attributes(layout.get(), attributes.get());
        pango_layout_set_width(layout.get(), static_cast<int>(points(width) * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), pango_align(style.align));
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }

    static double height_of(PangoLayout* layout) {
        int height = 0;
        pango_layout_get_size(layout, nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE / points_per_mm;
    }
};

Canvas::Canvas(const FileInfo& info) : handles_(std::make_unique<Handles>(info)) {}

Canvas::~Canvas() = default;

double Canvas::measure(std::string_view text, double width, const TextStyle& style) {
    return Handles::height_of(handles_->lay_out(text, width, style).get());
}

double Canvas::text(double x, double y, double width, std::string_view text,
                    const TextStyle& style) {
    const Layout layout = handles_->lay_out(text, width, style);
    use(handles_->pen.get(), style.ink);
    cairo_move_to(handles_->pen.get(), points(x), points(y));
    pango_cairo_show_layout(handles_->pen.get(), layout.get());
    return Handles::height_of(layout.get());
}

void Canvas::line(double x, double y, double to_x, double to_y, double thickness, Ink ink) {
    cairo_t* pen = handles_->pen.get();
    use(pen, ink);
    cairo_set_line_width(pen, points(thickness));
    cairo_move_to(pen, points(x), points(y));
    cairo_line_to(pen, points(to_x), points(to_y));
    cairo_stroke(pen);
}

void Canvas::box(double x, double y, double width, double height, Ink ink) {
    cairo_t* pen = handles_->pen.get();
    use(pen, ink);
    cairo_rectangle(pen, points(x), points(y), points(width), points(height));
    cairo_fill(pen);
}

void Canvas::next_page() {
    cairo_show_page(handles_->pen.get());
    ++pages_;
}

std::string Canvas::finish() {
    cairo_show_page(handles_->pen.get());
    cairo_surface_finish(handles_->surface.get());
    const cairo_status_t pen = cairo_status(handles_->pen.get());
    const cairo_status_t status =
        pen != CAIRO_STATUS_SUCCESS ? pen : cairo_surface_status(handles_->surface.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        throw Failure(Errc::internal, "drawing_failed",
                      std::string("a document could not be drawn: ") +
                          cairo_status_to_string(status));
    }
    return std::move(handles_->bytes);
}

bool font_is_usable(const std::string& family) {
    using Pattern = std::unique_ptr<FcPattern, Free<FcPatternDestroy>>;
    using Letters = std::unique_ptr<FcCharSet, Free<FcCharSetDestroy>>;
    using Fields = std::unique_ptr<FcObjectSet, Free<FcObjectSetDestroy>>;
    using Fonts = std::unique_ptr<FcFontSet, Free<FcFontSetDestroy>>;

    const Letters letters(FcCharSetCreate());
    for (const char32_t letter : U"ąčęėįšųūžĄČĘĖĮŠŲŪŽ€−²³") {
        if (letter != 0) {
            FcCharSetAddChar(letters.get(), letter);
        }
    }
    const Pattern wanted(FcPatternCreate());
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, letters.get());
    const Fields fields(FcObjectSetBuild(FC_FAMILY, nullptr));
    const Fonts found(FcFontList(nullptr, wanted.get(), fields.get()));
    return found && found->nfont > 0;
}

} // namespace statybos::documents
