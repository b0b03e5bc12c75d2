//! Requests with files, and what is answered.

use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::Server;
use crate::client::{
    self, MULTIPART, Part, body, connect, cut_off, file, head, post, post_chunked, post_parts, receive, text,
};
use crate::types::hash;

/// The head of a picture in PNG with sides of these lengths.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend_from_slice(&width.to_be_bytes());
    png.extend_from_slice(&height.to_be_bytes());
    png.extend_from_slice(b"\x08\x06\0\0\0\0\0\0\0");
    png
}

/// A picture with this many bytes.
fn large_png(bytes: usize) -> Vec<u8> {
    let mut png = png(32, 32);
    png.extend((png.len()..bytes).map(|at| (at % 251) as u8));
    png
}

fn errors(pairs: &[(&str, &str)]) -> String {
    let errors: Vec<String> = pairs.iter().map(|(key, sentences)| format!("\"{key}\":[{sentences}]")).collect();
    format!(r#"{{"message":"The given data was invalid.","errors":{{{}}}}}"#, errors.join(","))
}

pub(crate) fn come_with_a_request(server: Server) {
    let (small, large) = (png(16, 16), large_png(500_000));
    for (photo, place) in [(&small, "memory"), (&large, "file")] {
        let parts = [
            text("name", "Jane Doe"),
            file("photo", "me.png", "image/png", photo),
            file("papers", "a.pdf", "application/pdf", b"%PDF-1.7"),
            file("papers", "b.csv", "text/csv", b"a,b\r\n1,2\r\n"),
        ];
        let expected = format!(
            "Jane Doe\nme.png image/png {} {} {place}\na.pdf application/pdf 8 {} memory\nb.csv text/plain 10 {} memory",
            photo.len(),
            hash(photo),
            hash(b"%PDF-1.7"),
            hash(b"a,b\r\n1,2\r\n"),
        );
        assert_eq!(post_parts(server, "/profile", &parts), (200, expected));
    }

    // A page sends a file without name and content where none was chosen.
    let parts = [
        text("name", "Jane"),
        file("photo", "me.png", "image/png", &small),
        file("papers[]", "", "application/octet-stream", b""),
        file("note", "", "application/octet-stream", b""),
    ];
    let (status, answer) = post_parts(server, "/profile", &parts);
    assert_eq!((status, answer.lines().count()), (422, 1), "{answer}");
    let parts = [
        text("name", "Jane"),
        file("photo", "me.png", "image/png", &small),
        file("papers", "", "application/octet-stream", b""),
        file("note", "", "application/octet-stream", b""),
    ];
    let (status, answer) = post_parts(server, "/profile", &parts);
    assert_eq!((status, answer.lines().count()), (200, 2), "{answer}");

    // The same type reads Base64 in JSON.
    let json = br#"{"name":"Jane","photo":"data:image/png;base64,R0lGODlhEAAQAAAAADs=","papers":[]}"#;
    let (status, answer) = post(server, "/json", "content-type: application/json\r\n", json);
    assert_eq!((status, answer.contains("- image/gif 14 ")), (200, true), "{answer}");
    let json = br#"{"name":"Jane","photo":"R0lGODlhEAAQAAAAADs=","papers":["data:;base64,R0lGODlhEAAQAAAAADs="]}"#;
    let expected = errors(&[
        ("photo", r#""The photo must be a file.""#),
        ("papers.0", r#""The papers must be a file of one of these types: pdf, csv.""#),
    ]);
    assert_eq!(post(server, "/json", "content-type: application/json\r\n", json), (422, expected));
}

pub(crate) fn wrong(server: Server) {
    // Text for a file, and a file for text.
    let parts = [file("name", "a.txt", "text/plain", b"Jane"), text("photo", "me.png"), text("papers", "x")];
    let expected = errors(&[
        ("name", r#""The name must be text.""#),
        ("photo", r#""The photo must be a file.""#),
        ("papers", r#""The papers must be a file.""#),
    ]);
    assert_eq!(post_parts(server, "/profile", &parts), (422, expected));

    // Nothing where a file is needed, and an empty one.
    let expected = errors(&[("photo", r#""The photo field is required.""#)]);
    assert_eq!(post_parts(server, "/profile", &[text("name", "Jane")]), (422, expected));
    let parts = [text("name", "Jane"), file("photo", "a.png", "image/png", b"")];
    let (status, answer) = post_parts(server, "/profile", &parts);
    assert!(status == 422 && answer.contains("The photo field is required."), "{answer}");

    // Rules, at the keys of lists.
    let (wide, pdf) = (png(16, 9), b"%PDF-1.7".as_slice());
    let parts = [
        text("name", ""),
        file("photo", "a.png", "image/png", &wide),
        file("papers[3]", "a.pdf", "application/pdf", pdf),
        file("papers[5]", "b.exe", "application/pdf", b"MZ\x90\0"),
        file("note", "c", "text/plain", b"ab"),
    ];
    let expected = errors(&[
        ("name", r#""The name field is required.""#),
        ("photo", r#""The photo must have an aspect ratio of 1:1.""#),
        ("papers.5", r#""The papers must be a file of one of these types: pdf, csv.""#),
        ("note", r#""The note must not be smaller than 3 B.""#),
    ]);
    assert_eq!(post_parts(server, "/profile", &parts), (422, expected));

    // Too many of them, and two for one.
    let mut parts = vec![text("name", "Jane"), file("photo", "a", "", &wide), file("photo", "a", "", &wide)];
    parts.extend((0..4).map(|_| file("papers", "a", "", b"x")));
    let expected = errors(&[
        ("photo", r#""The photo must be a single value.""#),
        ("papers", r#""The papers must not have more than 3 items.""#),
    ]);
    assert_eq!(post_parts(server, "/profile", &parts), (422, expected));
}

pub(crate) fn lying(server: Server) {
    let square = png(16, 16);
    let name_of = |sent: &str| {
        let parts = [text("name", "Jane"), file("photo", sent, "text/html", &square)];
        let (status, answer) = post_parts(server, "/profile", &parts);
        assert_eq!(status, 200, "{answer}");
        answer.lines().nth(1).unwrap().split(" image/png").next().unwrap().to_owned()
    };
    for (sent, kept) in [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\0b.png", "ab.png"),
        ("a%00.png", "a_00.png"),
        ("x.gif;y.png", "x.gif;y.png"),
        ("a\\\"; name=\\\"other.png", "a_; name=_other.png"),
        ("\u{202e}gnp.exe", "gnp.exe"),
        ("....", "-"),
        ("CON", "_CON"),
    ] {
        assert_eq!(name_of(sent), kept, "{sent:?}");
    }
    // A line break ends the line of a head, so what follows is another one, or none.
    let parts = [text("name", "Jane"), file("photo", "a\r\nX: b.png", "image/png", &square)];
    let (status, answer) = post_parts(server, "/profile", &parts);
    assert!(status == 200 && answer.contains("\na image/png"), "{answer}");
    let parts = [text("name", "Jane"), file("photo", "a\r\nb.png", "image/png", &square)];
    assert_eq!(post_parts(server, "/profile", &parts).0, 400);

    // A script that is also a picture is a picture, and the other way round nothing is.
    let script = b"GIF89a\x10\x00\x10\x00\x00\x00\x00;<script>alert(1)</script>".as_slice();
    for name in ["a.html", "a.gif", "a.js"] {
        let parts = [text("name", "Jane"), file("photo", name, "text/html", script)];
        let (status, answer) = post_parts(server, "/profile", &parts);
        assert!(status == 200 && answer.contains(&format!("\n{name} image/gif ")), "{answer}");
    }
    let types =
        r#""The photo must be a file of one of these types: image/png, image/gif.","The photo must be an image.""#;
    for content in [
        b"<script >GIF89a</script>".as_slice(),
        b"<?xml version='1.0'?><svg><script/></svg>",
        b"\xff\xd8\xff\xe0 a photo",
        b"%PDF-1.7",
        b"plain text",
        b"\0\x01\x02",
    ] {
        let parts = [text("name", "Jane"), file("photo", "a.png", "image/png", content)];
        assert_eq!(post_parts(server, "/profile", &parts), (422, errors(&[("photo", types)])));
    }

    // A picture that would take gigabytes of memory, and one with a damaged head.
    let bomb = png(65_000, 65_000);
    let parts = [text("name", "Jane"), file("photo", "a.png", "image/png", &bomb)];
    let said = r#""The photo must not have more than 100 megapixels.","The photo must not be more than 4000 px wide.""#;
    assert_eq!(post_parts(server, "/profile", &parts), (422, errors(&[("photo", said)])));
    let parts = [text("name", "Jane"), file("photo", "a.png", "image/png", &square[..14])];
    let (status, answer) = post_parts(server, "/profile", &parts);
    assert!(status == 422 && answer.contains("The photo must be an image."), "{answer}");

    // What has no name is passed over, and names may be strange.
    let nameless = Part { head: "Content-Disposition: form-data; filename=\"a\"".into(), content: &square };
    let parts = [nameless, text("name", "Jane"), file("photo", "a", "", &square), file("\u{e9}[", "a", "", b"x")];
    assert_eq!(post_parts(server, "/profile", &parts).0, 200);
}

/// Sends the beginning of a body and then content for as long as the server takes it.
fn flood(server: Server, path: &str, beginning: &[u8], most: usize) -> (usize, client::Answer) {
    let mut stream = connect(server);
    stream.write_all(format!("{}content-length: {most}\r\n\r\n", head(path, MULTIPART)).as_bytes()).unwrap();
    stream.write_all(beginning).unwrap();
    let reader = stream.try_clone().unwrap();
    let answer = std::thread::spawn(move || receive(reader));
    let piece = vec![b'x'; 64 << 10];
    let mut sent = 0;
    while sent < most - beginning.len() && !answer.is_finished() {
        let count = piece.len().min(most - beginning.len() - sent);
        if stream.write_all(&piece[..count]).is_err() {
            break;
        }
        sent += count;
    }
    (sent, answer.join().unwrap())
}

pub(crate) fn too_large(server: Server) {
    let start = body(&[text("name", "Jane"), file("photo", "a.png", "image/png", &png(16, 16))]);
    let start = &start[..start.len() - "\r\n--XX--\r\n".len()];

    // The rule of the field: nothing is said of the fields behind it.
    let expected = errors(&[("photo", r#""The photo must not be larger than 2 MB.""#)]);
    let (sent, answer) = flood(server, "/profile", start, 60 << 20);
    assert_eq!(answer, (422, expected));
    assert!(sent < 30 << 20, "{sent} bytes were read");
    let paper = body(&[text("name", ""), file("papers[]", "a.pdf", "", b"%PDF-1.7")]);
    let (_, answer) = flood(server, "/profile", &paper[..paper.len() - "\r\n--XX--\r\n".len()], 20 << 20);
    assert_eq!(answer, (422, errors(&[("papers.0", r#""The papers must not be larger than 1 MB.""#)])));

    // The body as a whole, with a length and without.
    let too_large = |answer: client::Answer| {
        assert_eq!(answer.0, 413, "{answer:?}");
        assert!(answer.1.starts_with(r#"{"message":""#), "{answer:?}");
    };
    let anything = body(&[file("file", "a", "", b"x")]);
    let (sent, answer) = flood(server, "/default/anything", &anything[..anything.len() - 10], 60 << 20);
    too_large(answer);
    assert!(sent < 30 << 20, "{sent} bytes were read");
    let whole = body(&[file("file", "a", "", &vec![b'x'; 4 << 20])]);
    too_large(post_chunked(server, "/default/anything", &whole, &[50_000], Duration::ZERO));
    assert_eq!(post(server, "/anything", MULTIPART, &whole), (200, (4 << 20).to_string()));

    // Text is kept in memory, so it has a limit of its own.
    let long = "x".repeat(200_000);
    too_large(post_parts(server, "/profile", &[text("name", &long)]));
    // Many parts, and many files.
    let parts: Vec<_> = (0..10_000).map(|at| text(&format!("x{at}"), "")).collect();
    too_large(post_parts(server, "/profile", &parts));
    let parts: Vec<_> = (0..101).map(|_| file("papers", "a", "", b"x")).collect();
    too_large(post_parts(server, "/profile", &parts));
    let parts: Vec<_> = (0..100).map(|_| file("other", "a", "", b"x")).collect();
    assert_eq!(post_parts(server, "/profile", &parts).0, 422);
    // A head without an end.
    let endless = [b"--XX\r\nA: ".as_slice(), &vec![b'a'; 300_000]].concat();
    assert_eq!(post(server, "/profile", MULTIPART, &endless).0, 400);
}

pub(crate) fn in_pieces(server: Server) {
    let photo = large_png(100_000);
    let parts = [text("name", "Jane"), file("photo", "a.png", "image/png", &photo)];
    let whole = body(&parts);
    let (status, expected) = post(server, "/profile", MULTIPART, &whole);
    assert!(status == 200 && expected.contains(&hash(&photo).to_string()), "{expected}");
    for lengths in [&[1, 2, 3, 50_000][..], &[777], &[16 << 10], &[200_000]] {
        let answer = post_chunked(server, "/profile", &whole, lengths, Duration::ZERO);
        assert_eq!(answer, (200, expected.clone()), "{lengths:?}");
    }
    // Byte by byte, slowly.
    let small = png(16, 16);
    let whole = body(&[text("name", "Jane"), file("photo", "a.png", "image/png", &small)]);
    let answer = post_chunked(server, "/profile", &whole, &[1], Duration::from_millis(1));
    assert!(answer.0 == 200 && answer.1.contains(&hash(&small).to_string()), "{answer:?}");

    // A body without its end, with a boundary that never comes, and none.
    for end in [1, 5, 9, 12, 60, whole.len() - 3] {
        let cut = &whole[..whole.len() - end.min(whole.len())];
        let is_whole = cut.ends_with(b"--XX--");
        let (status, answer) = post(server, "/profile", MULTIPART, cut);
        assert_eq!(status, if is_whole || cut.ends_with(b"--XX--\r") { 200 } else { 400 }, "{end} {answer}");
    }
    let other = "content-type: multipart/form-data; boundary=YY\r\n";
    assert_eq!(post(server, "/profile", other, &whole).0, 400);
    assert_eq!(post(server, "/profile", MULTIPART, b"").0, 400);
    let answer = cut_off(server, "/profile", whole.len() + 10, &whole[..whole.len() - 20], true);
    assert!(answer.is_none_or(|(status, _)| status == 400));
}

pub(crate) fn live(server: Server) {
    let live = |only: &str| format!("precognition: true\r\nprecognition-validate-only: {only}\r\n");
    let form = format!("{MULTIPART}{}", live("photo"));
    let square = png(16, 16);
    let answer = post(server, "/profile", &form, &body(&[file("photo", "a.png", "", &square)]));
    assert_eq!(answer, (204, String::new()));
    let expected = errors(&[("photo", r#""The photo must be a file.""#)]);
    assert_eq!(post(server, "/profile", &form, &body(&[text("photo", "a")])), (422, expected));

    // A file that is too large is passed over, and what comes behind it is looked at.
    let large = large_png(3_000_000);
    let parts = body(&[file("photo", "a.png", "", &large), text("name", "")]);
    let expected = errors(&[("photo", r#""The photo must not be larger than 2 MB.""#)]);
    assert_eq!(post(server, "/profile", &form, &parts), (422, expected));
    let names = format!("{MULTIPART}{}", live("name"));
    let expected = errors(&[("name", r#""The name field is required.""#)]);
    assert_eq!(post(server, "/profile", &names, &parts), (422, expected));

    // What the client says of a file is enough.
    let announced = |name, size: &str, media_type| {
        body(&[text("photo[name]", name), text("photo[size]", size), text("photo[type]", media_type)])
    };
    assert_eq!(post(server, "/profile", &form, &announced("a.png", "1000", "image/png")).0, 204);
    let expected = errors(&[(
        "photo",
        r#""The photo must not be larger than 2 MB.","The photo must be a file of one of these types: image/png, image/gif.","The photo must be an image.""#,
    )]);
    assert_eq!(post(server, "/profile", &form, &announced("a.pdf", "2000001", "application/pdf")), (422, expected));
    let json = format!("content-type: application/json\r\n{}", live("papers.0,papers.1"));
    let said =
        br#"{"papers":[{"name":"a.pdf","size":10,"type":"application/pdf"},{"name":"b.exe","size":10,"type":"x/y"}]}"#;
    let expected = errors(&[("papers.1", r#""The papers must be a file of one of these types: pdf, csv.""#)]);
    assert_eq!(post(server, "/json", &json, said), (422, expected));
    // A real request needs the content.
    let said = br#"{"name":"Jane","photo":{"name":"a.png","size":1000,"type":"image/png"}}"#;
    let expected = errors(&[("photo", r#""The photo must be a file.""#)]);
    assert_eq!(post(server, "/json", "content-type: application/json\r\n", said), (422, expected));
    let parts = [text("name", "Jane"), text("photo[name]", "a"), text("photo[size]", "1"), text("photo[type]", "b")];
    let expected = errors(&[("photo", r#""The photo must be a file.""#)]);
    assert_eq!(post_parts(server, "/profile", &parts), (422, expected));
}

/// How many temporary files are open. They have no name, so the system lists them as deleted.
fn open_files() -> usize {
    let folder = std::env::temp_dir();
    let files = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    files
        .filter_map(|entry| std::fs::read_link(entry.path()).ok())
        .filter(|target| target.starts_with(&folder) && target.to_string_lossy().ends_with("(deleted)"))
        .count()
}

pub(crate) fn left_behind(server: Server) {
    let names = || {
        let entries = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(".tmp")).count()
    };
    let before = names();
    let photo = large_png(1_000_000);
    let good = body(&[text("name", "Jane"), file("photo", "a.png", "", &photo)]);
    let bad = body(&[text("name", ""), file("photo", "a.png", "", &photo), file("papers", "a", "", &photo)]);
    for _ in 0..5 {
        assert_eq!(post(server, "/profile", MULTIPART, &good).0, 200);
        assert_eq!(post(server, "/profile", MULTIPART, &bad).0, 422);
        // A handler that panics, a client that leaves, and one that leaves without a word.
        let mut stream = connect(server);
        let head = format!("{}content-length: {}\r\n\r\n", head("/panics", MULTIPART), good.len());
        stream.write_all(head.as_bytes()).unwrap();
        let _ = stream.write_all(&good);
        let mut answer = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stream, &mut answer);
        cut_off(server, "/profile", good.len(), &good[..700_000], true);
        cut_off(server, "/profile", good.len(), &good[..700_000], false);
    }
    let start = Instant::now();
    while cfg!(target_os = "linux") && open_files() > 0 {
        // Other tests of this program have files of their own for a while.
        assert!(start.elapsed() < Duration::from_secs(120), "{} files are left", open_files());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(names(), before);
}
