//! Bytes to text, whatever they say of themselves: byte-order mark, then what the bytes are, then what was declared.

use std::borrow::Cow;

use super::codepages::{self, Page};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into the bytes a declaration is sought.
const DECLARATION: usize = 1024;
/// How far into a page a `meta` element is sought.
const META: usize = 8 << 10;

/// A text, and whether its encoding was other than declared.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte-order mark.
    pub text: Cow<'a, str>,
    /// Whether the declared encoding was wrong or some bytes were none.
    pub mended: bool,
}

/// Decodes a feed or a page. `content_type` is the HTTP header; XML and HTML declarations are sought in the bytes.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some(text) = decode_wide(bytes).or_else(|| decode_on_page(bytes, content_type)) {
        return Decoded { text: Cow::Owned(text), mended: false };
    }
    let (bytes, marked) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let of_header = content_type.and_then(charset_of).and_then(|label| encoding_of(&label));
    let of_prolog = declared_in(bytes).and_then(|label| encoding_of(&label));
    // A declaration of UTF-16 that could be read as bytes is wrong.
    let declared =
        [of_header, of_prolog].into_iter().flatten().find(|encoding| encoding.is_ascii_compatible());
    let escaped =
        |encoding: &&'static Encoding| !encoding.is_single_byte() && encoding.name() == "ISO-2022-JP";
    if let Some(japanese) = [of_header, of_prolog].into_iter().flatten().find(escaped)
        && !marked
    {
        return Decoded { text: japanese.decode_without_bom_handling(bytes).0, mended: false };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let contradicted = declared.is_some_and(|encoding| encoding != UTF_8) && !text.is_ascii();
        return Decoded { text: Cow::Borrowed(text), mended: contradicted };
    }
    match declared {
        Some(encoding) if encoding != UTF_8 && !marked => {
            let other = of_header.is_some() && of_prolog.is_some() && of_header != of_prolog;
            decode_declared(bytes, encoding, of_prolog.filter(|_| other))
        }
        _ => Decoded { text: Cow::Owned(decode_damaged(bytes)), mended: true },
    }
}

/// Decodes bytes that declare a code page which is not of the web, unless they are UTF-8.
fn decode_on_page(bytes: &[u8], content_type: Option<&str>) -> Option<String> {
    if codepages::begins_in_ebcdic(bytes) {
        let start = codepages::page("cp037")?.decode(&bytes[..bytes.len().min(DECLARATION)]);
        let declared = declared_in(start.as_bytes()).and_then(|label| page_of(&label));
        return Some(declared.or(codepages::page("cp037"))?.decode(bytes));
    }
    let of_header = content_type.and_then(charset_of);
    let page = of_header.or_else(|| declared_in(bytes)).and_then(|label| page_of(&label))?;
    (page.holds_ascii() && std::str::from_utf8(bytes).is_err()).then(|| page.decode(bytes))
}

fn page_of(label: &str) -> Option<&'static Page> {
    codepages::page(&label.trim().to_ascii_lowercase().replace('_', "-"))
}

/// Decodes as declared; when that fails and the prolog declares something else that does not, as the prolog declares.
fn decode_declared<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    other: Option<&'static Encoding>,
) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if malformed && let Some(other) = other {
        let (text, malformed) = other.decode_without_bom_handling(bytes);
        if !malformed {
            return Decoded { text, mended: true };
        }
    }
    Decoded { text, mended: malformed }
}

/// UTF-16 and UTF-32, by their marks or by the zeros in a first `<` or blank.
fn decode_wide(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(decode_utf_32(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(decode_utf_32(rest, u32::from_be_bytes)),
        [b'<', 0, 0, 0, ..] => Some(decode_utf_32(bytes, u32::from_le_bytes)),
        [0, 0, 0, b'<', ..] => Some(decode_utf_32(bytes, u32::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => Some(UTF_16LE.decode_without_bom_handling(rest).0.into_owned()),
        [0xfe, 0xff, rest @ ..] => Some(UTF_16BE.decode_without_bom_handling(rest).0.into_owned()),
        [b'<' | b'{' | b' ' | b'\n' | b'\r', 0, ..] => {
            Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
        }
        [0, b'<' | b'{' | b' ' | b'\n' | b'\r', ..] => {
            Some(UTF_16BE.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => None,
    }
}

fn decode_utf_32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let code = |unit: &[u8]| number([unit[0], unit[1], unit[2], unit[3]]);
    let character = |unit: &[u8]| char::from_u32(code(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    bytes.chunks_exact(4).map(character).collect()
}

/// Bytes that are almost UTF-8: each byte that is not is read as Windows-1252; bytes that are nothing like it are guessed.
fn decode_damaged(bytes: &[u8]) -> String {
    let sound = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| !c.is_ascii()).count();
    let damaged: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    if sound >= damaged || damaged <= 2 {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
        return text;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0.into_owned()
}

/// The charset of a content type.
fn charset_of(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| c == ';' || c == '"' || c == '\'' || c.is_whitespace()).unwrap_or(value.len());
    Some(value[..end].to_owned())
}

/// The encoding that an XML declaration or a `meta` element names.
fn declared_in(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(DECLARATION)];
    declared_by(start, b"<?xml", "encoding").or_else(|| {
        let start = &bytes[..bytes.len().min(META)];
        memchr::memmem::find_iter(start, b"<meta")
            .find_map(|at| declared_by(&start[at..], b"<meta", "charset"))
    })
}

/// What follows `name=` in the first tag that begins like that.
fn declared_by(start: &[u8], tag: &[u8], name: &str) -> Option<String> {
    let from = memchr::memmem::find(start, tag)?;
    let end = from + memchr::memchr(b'>', &start[from..])?;
    let declaration = String::from_utf8_lossy(&start[from..end]).to_ascii_lowercase();
    let (_, after) = declaration.split_once(name)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| c == '"' || c == '\'' || c == '?' || c.is_whitespace()).unwrap_or(value.len());
    Some(value[..end].to_owned())
}

/// An encoding by its label, in spellings that the web's own list lacks too.
fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase().replace('_', "-");
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let known = match label.as_str() {
            "utf8" | "u8" | "utf" | "utf-8-sig" | "cp65001" => "utf-8",
            "8859-1" | "iso8859" | "latin" | "latin-1" | "l1" | "iso-8859-1-windows-3.1-latin-1" => {
                "iso-8859-1"
            }
            "windows1252" | "win-1252" | "ansi" | "1252" => "windows-1252",
            "windows1251" | "win-1251" | "1251" => "windows-1251",
            "windows1250" | "win-1250" | "1250" => "windows-1250",
            "cp932" | "ms932" | "shiftjis" | "s-jis" | "sjis" | "shift-jisx0213" | "windows-932" => {
                "shift_jis"
            }
            "cp936" | "936" | "hz" | "hz-gb-2312" => "gbk",
            "cp949" | "949" | "uhc" | "euckr" => "euc-kr",
            "cp950" | "950" | "big5hkscs" => "big5",
            "eucjp" | "ujis" | "u-jis" => "euc-jp",
            "latin-2" => "iso-8859-2",
            _ => return None,
        };
        Encoding::for_label(known.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(bytes: &[u8], content_type: Option<&str>, text: &str, mended: bool) {
        let decoded = decode(bytes, content_type);
        assert_eq!((decoded.text.as_ref(), decoded.mended), (text, mended));
    }

    #[test]
    fn marks_come_first() {
        check(b"\xef\xbb\xbf<a>\xc3\xa9", None, "<a>é", false);
        check(b"\xff\xfe<\0\xe9\0", None, "<é", false);
        check(b"\xfe\xff\0<\0\xe9", None, "<é", false);
        check(b"\xff\xfe\0\0<\0\0\0\xe9\0\0\0", None, "<é", false);
        check(b"\0<\0\xe9", None, "<é", false);
    }

    #[test]
    fn bytes_then_declarations() {
        check("<?xml encoding='iso-8859-1'?>é".as_bytes(), None, "<?xml encoding='iso-8859-1'?>é", true);
        check(b"<?xml encoding='iso-8859-1'?>\xe9", None, "<?xml encoding='iso-8859-1'?>é", false);
        check(b"<a>\xe9\x92", Some("text/xml; charset=\"Latin1\""), "<a>é’", false);
        check("<?xml encoding='utf-16'?>é".as_bytes(), None, "<?xml encoding='utf-16'?>é", false);
        check(
            b"<?xml encoding='iso-2022-jp'?>\x1b$B$\"\x1b(B",
            None,
            "<?xml encoding='iso-2022-jp'?>あ",
            false,
        );
    }

    #[test]
    fn old_machines() {
        check(b"<?xml encoding='IBM850'?>\x82", None, "<?xml encoding='IBM850'?>é", false);
        let ebcdic = b"\x4c\x6f\xa7\x94\x93\x40\x51\x6f\x6e";
        check(ebcdic, None, "<?xml é?>", false);
    }

    #[test]
    fn stray_bytes() {
        check(b"<a>\xc3\xa9t\xe9 d\xc3\xa9\x92", None, "<a>été dé’", true);
        check(b"<?xml encoding='utf-8'?>\xe9", None, "<?xml encoding='utf-8'?>é", true);
    }
}
