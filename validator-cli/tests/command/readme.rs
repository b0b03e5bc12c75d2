//! The page of the command: every line of a console is run, and must say what the page says.

use super::Folder;

const README: &str = include_str!("../../README.md");

#[test]
fn the_page_says_what_the_command_says() {
    let folder = Folder::new(&[]);
    let mut compared = 0;
    let mut name = "";
    for (index, part) in README.split("```").enumerate() {
        if index % 2 == 0 {
            // The last name in backticks names the file that follows.
            name = part.trim_end().strip_suffix("`:").and_then(|text| text.rsplit('`').next()).unwrap_or_default();
            continue;
        }
        let (kind, content) = part.split_once('\n').expect("a block");
        match kind {
            "csv" | "toml" => folder.write(name, content),
            "console" => {
                for command in content.split("$ ").filter(|command| !command.is_empty()) {
                    let (line, expected) = command.split_once('\n').expect("a command");
                    let ran = folder.shell(line);
                    assert_eq!(format!("{}{}", ran.out, ran.err).trim_end(), expected.trim_end(), "$ {line}");
                    compared += 1;
                }
            }
            "sh" => {}
            other => panic!("there is no kind {other}"),
        }
    }
    assert!(compared > 5, "{compared} commands were run");
}
