//! The article's text, with the passages that prove facts marked in it and in its margin.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::domain::{Place, Span};
use crate::tui::cells;
use crate::tui::model::Model;
use crate::tui::model::article::{Passage, PassageKind};
use crate::tui::page::{Ink, LineKind, Look, PageLine, Run};
use crate::tui::phrase;
use crate::tui::shelf::RowNumber;
use crate::tui::theme::Part;

use super::list::draw_fact;
use super::pen::Pen;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Rect, text: Rect) {
    match (&model.article.page, model.article.row) {
        (Some(page), _) => {
            let passages = model.article.passages();
            let lines = page.lines.iter().skip(model.article.offset).take(usize::from(text.height));
            for (number, line) in lines.enumerate() {
                let row = Rect { y: text.y + number as u16, height: 1, ..text };
                draw_line(pen, model, row, line, &passages);
            }
        }
        (None, Some(row)) => draw_card(pen, model, text, row, "tui-article-loading"),
        (None, None) => match model.row_at_cursor() {
            Some(row) => draw_card(pen, model, text, row, "tui-article-closed"),
            None => _ = pen.write_cut(text.x, area.y + area.height / 3, text.width, "", Part::Dim),
        },
    }
}

/// What is known of an article without its text.
fn draw_card(pen: &mut Pen<'_>, model: &Model, area: Rect, row: RowNumber, foot: &str) {
    let headline = &model.shelf.row(row).headline;
    let article = &headline.article;
    let mut y = area.y;
    let bottom = area.bottom().saturating_sub(1);
    for line in cells::wrap(&model.title_of(&article.title), usize::from(area.width)) {
        if y >= bottom {
            break;
        }
        pen.write(area.x, y, area.width, &line, Part::Strong);
        y += 1;
    }
    let shown = article.dates.shown();
    let day = model.labels.long_day(phrase::day_of(shown, &model.zone));
    let day = model.labels.article_day(day, article.dates.published.is_some());
    let byline = format!("{} {} {day}", model.source_title(&article.source), pen.glyphs().separator);
    if y < bottom {
        pen.write_cut(area.x, y, area.width, &byline, Part::Dim);
    }
    y += 2;
    for fact in headline.facts.iter().take(usize::from(bottom.saturating_sub(y))) {
        draw_fact(pen, model, area.x, y, area.right(), fact);
        y += 1;
    }
    y += u16::from(!headline.facts.is_empty());
    if y < bottom {
        pen.write_cut(area.x, y, area.width, &model.labels.text(foot), Part::Dim);
    }
}

fn draw_line(pen: &mut Pen<'_>, model: &Model, row: Rect, line: &PageLine, passages: &[Passage]) {
    draw_margin(pen, row, line, passages);
    let mut x = row.x;
    for run in &line.runs {
        let style = style_of(pen, line.kind, run);
        let room = row.right().saturating_sub(x);
        match &run.ink {
            Ink::Made(text) => x = pen.write_styled(x, row.y, room, text, style),
            Ink::Source(place, span) => {
                for (piece, style) in pieces(pen, *place, *span, style, passages) {
                    let text = source_of(model, *place).get(piece.start..piece.end).unwrap_or_default();
                    x = pen.write_styled(x, row.y, row.right().saturating_sub(x), text, style);
                }
            }
        }
    }
}

fn source_of(model: &Model, place: Place) -> &str {
    match (&model.article.opened, place) {
        (Some(opened), Place::Title) => &opened.article.title,
        (Some(opened), Place::Body) => &opened.document.text,
        (None, _) => "",
    }
}

/// A mark beside lines that prove a fact: a bar for the fact that is looked at, a thin one for others.
fn draw_margin(pen: &mut Pen<'_>, row: Rect, line: &PageLine, passages: &[Passage]) {
    let touches = |passage: &&Passage| {
        line.runs.iter().any(|run| match run.ink {
            Ink::Source(place, span) => place == passage.place && span.overlaps(passage.span),
            Ink::Made(_) => false,
        })
    };
    let glyphs = pen.glyphs();
    let (glyph, style) = match passages.iter().rev().find(touches).map(|passage| passage.what) {
        Some(PassageKind::ProofInHand(kind)) => (&glyphs.bar, pen.theme().kind(kind)),
        Some(PassageKind::Proof(kind)) => (&glyphs.thin_bar, pen.theme().kind(kind)),
        Some(PassageKind::Found | PassageKind::FoundInHand) => {
            (&glyphs.thin_bar, pen.theme().style(Part::Key))
        }
        None => return,
    };
    pen.write_styled(row.x.saturating_sub(2), row.y, 1, glyph, style);
}

fn style_of(pen: &Pen<'_>, kind: LineKind, run: &Run) -> Style {
    let theme = pen.theme();
    let part = match kind {
        LineKind::Title => Part::Strong,
        LineKind::Byline | LineKind::Note | LineKind::Image => Part::Dim,
        LineKind::Heading(_) | LineKind::TableHead => Part::Heading,
        LineKind::Quote => Part::Quote,
        LineKind::Code => Part::Code,
        LineKind::Text | LineKind::Blank => Part::Text,
    };
    let is_sign = matches!(run.ink, Ink::Made(_))
        && matches!(kind, LineKind::Text | LineKind::Quote | LineKind::TableHead);
    let mut style = theme.style(if is_sign { Part::Dim } else { part });
    let Look { emphasis, strong, code, struck, link } = run.look;
    let looks = [
        (emphasis, Part::Emphasis),
        (strong, Part::Strong),
        (code, Part::Code),
        (link.is_some(), Part::Link),
    ];
    for (_, part) in looks.into_iter().filter(|(holds, _)| *holds) {
        style = style.patch(theme.style(part));
    }
    if struck { style.add_modifier(Modifier::CROSSED_OUT) } else { style }
}

/// A stretch cut at the ends of passages, each piece in its style.
fn pieces(pen: &Pen<'_>, place: Place, span: Span, style: Style, passages: &[Passage]) -> Vec<(Span, Style)> {
    let touching: Vec<&Passage> =
        passages.iter().filter(|passage| passage.place == place && passage.span.overlaps(span)).collect();
    let mut edges = vec![span.start, span.end];
    for passage in &touching {
        edges.extend([passage.span.start.max(span.start), passage.span.end.min(span.end)]);
    }
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|pair| {
            let piece = Span::new(pair[0], pair[1]);
            let over = touching.iter().filter(|passage| passage.span.overlaps(piece));
            (piece, over.fold(style, |style, passage| style.patch(style_of_passage(pen, passage.what))))
        })
        .collect()
}

fn style_of_passage(pen: &Pen<'_>, what: PassageKind) -> Style {
    let theme = pen.theme();
    match what {
        PassageKind::Proof(kind) => theme.kind(kind),
        PassageKind::ProofInHand(kind) => theme.kind(kind).add_modifier(Modifier::REVERSED),
        PassageKind::Found => theme.style(Part::Found),
        PassageKind::FoundInHand => {
            theme.style(Part::Found).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
        }
    }
}
