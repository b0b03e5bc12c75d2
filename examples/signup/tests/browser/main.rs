//! The page in a browser: what people see, and what they can do with the keyboard only.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod driver;

use common::{Demo, good_signup};
use driver::{Browser, ENTER, SPACE, TAB};
use reqwest::Client;
use serde_json::{Value, json};

const NO_EMAIL: &str = "The email must be a valid email address.";
const TAKEN: &str = "The email has already been taken.";

async fn rows(demo: &Demo) -> Vec<Value> {
    Client::new().get(demo.signups()).send().await.unwrap().json().await.unwrap()
}

async fn save(demo: &Demo, signup: &Value) {
    assert_eq!(Client::new().post(demo.signups()).json(signup).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn mistakes_show_beside_their_fields_and_go_when_they_are_corrected() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };

    // While somebody types, the server only reports mistakes in the fields that were touched.
    page.type_into("email", "marta@").await;
    page.until_errors("email", &[NO_EMAIL]).await;
    page.type_into("password", "gull").await;
    page.until_errors(
        "password",
        &[
            "The password must be at least 10 characters.",
            "The password must contain at least one uppercase and one lowercase letter.",
            "The password must contain at least one number.",
        ],
    )
    .await;
    page.type_into("password_confirmation", "gulls").await;
    page.until_errors("password_confirmation", &["The password confirmation must match the password."]).await;
    page.type_into("first_day", "05032999").await;
    page.type_into("last_day", "05012999").await;
    page.until_errors("last_day", &["The last day must not be before the first day."]).await;
    page.type_into("items.0.price", "0").await;
    page.until_errors("items.0.price", &["The price must be greater than 0."]).await;
    page.type_into("items.0.pieces", "a few").await;
    page.until_errors("items.0.pieces", &["The pieces must be an integer."]).await;
    page.until_errors("address.city", &[]).await;
    assert_eq!(page.run("return document.getElementById('summary').checkVisibility()").await, false);

    // On submit it reports all mistakes, with a summary at the top.
    page.click("#save").await;
    page.until_focus("summary").await;
    page.until_errors("name", &["The name field is required."]).await;
    page.until_errors("address.city", &["The city field is required."]).await;
    page.until_errors("terms", &["The terms must be accepted."]).await;
    page.until("return document.querySelectorAll('#summary li').length", 15).await;
    page.click("#summary a[href='#items.0.price']").await;
    page.until_focus("items.0.price").await;

    // The sentences of a corrected field disappear at once. The summary stays until the next answer.
    page.retype("email", "marta@harbour.example").await;
    page.until_errors("email", &[]).await;
    page.retype("password", "Tide-Table-2031").await;
    page.until_errors("password", &[]).await;
    page.retype("password_confirmation", "Tide-Table-2031").await;
    page.retype("name", "Marta’s Smokehouse").await;
    page.retype("address.street", "Quay 7").await;
    page.retype("address.postal_code", "20457").await;
    page.retype("address.city", "Hamburg").await;
    page.type_into("address.country", "Ger").await;
    page.type_into("last_day", "05042999").await;
    page.retype("items.0.name", "Blackberry jam").await;
    page.retype("items.0.price", "4.50").await;
    page.retype("items.0.pieces", "40").await;
    page.click("#terms").await;
    page.until("return document.querySelectorAll('[aria-invalid=true]').length", 0).await;
    assert_eq!(rows(&demo).await.len(), 0);

    page.click("#save").await;
    page.until("return document.activeElement.querySelector('h3')?.textContent", "Marta’s Smokehouse").await;
    page.until("return document.querySelectorAll('#rows > li').length", 1).await;
    page.until("return document.querySelector('#rows .goods').innerText", "Blackberry jam · 40 × €4.50").await;
    page.until("return document.getElementById('email').value", "").await;
    page.until("return document.getElementById('summary').checkVisibility()", false).await;
    assert_eq!(rows(&demo).await[0]["email"], "marta@harbour.example");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tabs_that_race_for_an_email_one_wins() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    // A message that reaches both tabs at the same time makes both send their form.
    const READY: &str = "
        document.getElementById('fill-well').click();
        window.race = new BroadcastChannel('race');
        window.race.onmessage = () => document.getElementById('form').requestSubmit();
    ";
    page.run(READY).await;
    page.new_tab().await;
    page.run(READY).await;
    page.run("new BroadcastChannel('race').postMessage('go')").await;

    let mut saved = 0;
    for tab in [0, 1] {
        page.go_to_tab(tab).await;
        page.until(
            "return document.querySelector('.new') !== null || document.getElementById('summary').checkVisibility()",
            true,
        )
        .await;
        if page.run("return document.querySelector('.new') !== null").await == true {
            saved += 1;
        } else {
            page.until_errors("email", &[TAKEN]).await;
            // 422 of the rule, or 409 of the constraint if both passed the rule.
            page.until("return /^(409|422) /.test(document.getElementById('status').textContent)", true).await;
            page.until("return document.querySelectorAll('[aria-invalid=true]').length", 1).await;
        }
    }
    assert_eq!(saved, 1);
    assert_eq!(rows(&demo).await.len(), 1);
    page.close().await;
}

#[tokio::test]
async fn a_taken_email_is_reported_while_it_is_typed() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    save(&demo, &good_signup("marta@harbour.example")).await;
    page.type_into("email", "marta@harbour.example").await;
    page.until_errors("email", &[TAKEN]).await;
    // It is also said to those who do not see it.
    page.until("return document.querySelector('[aria-live=polite]').textContent", TAKEN).await;
    page.retype("email", "jonas@harbour.example").await;
    page.until_errors("email", &[]).await;
    page.close().await;
}

#[tokio::test]
async fn what_the_page_can_check_needs_no_request_and_the_rest_comes_from_the_server() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    save(&demo, &good_signup("marta@harbour.example")).await;
    // The rows are read once, when the page is opened.
    const REQUESTS: &str =
        "return performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/signups')).length";
    page.until(REQUESTS, 1).await;

    // A rule on one field, a rule about two fields, a type, a list, and all that is missing in the end.
    page.type_into("email", "marta@").await;
    page.until_errors("email", &[NO_EMAIL]).await;
    page.type_into("password_confirmation", "gulls").await;
    page.until_errors("password_confirmation", &["The password confirmation must match the password."]).await;
    page.type_into("items.0.pieces", "a few").await;
    page.until_errors("items.0.pieces", &["The pieces must be an integer."]).await;
    page.click("[aria-label='Remove item 1']").await;
    page.until_errors("items", &["The items must have between 1 and 8 items."]).await;
    page.click("#save").await;
    page.until_focus("summary").await;
    page.until_errors("terms", &["The terms must be accepted."]).await;
    assert_eq!(page.run(REQUESTS).await, 1);

    // What only the server knows: a rule that has no counterpart in the page, the clock, and the database.
    page.type_into("password", "gull-on-a-pole").await;
    page.until_errors(
        "password",
        &[
            "The password must contain at least one uppercase and one lowercase letter.",
            "The password must contain at least one number.",
        ],
    )
    .await;
    page.type_into("first_day", "05031999").await;
    page.until_errors("first_day", &["The first day must be after today."]).await;
    page.retype("email", "marta@harbour.example").await;
    page.until_errors("email", &[TAKEN]).await;
    page.until("return document.getElementById('status').textContent", "422 Unprocessable Entity").await;
    page.close().await;
}

#[tokio::test]
async fn a_keyboard_is_enough() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    let fields = [
        ("name", "Marta’s Smokehouse"),
        ("email", "marta@harbour"),
        ("password", "Tide-Table-2031"),
        ("password_confirmation", "Tide-Table-2031"),
        ("address.street", "Quay 7"),
        ("address.postal_code", "20457"),
        ("address.city", "Hamburg"),
        ("address.country", "Ger"),
        ("first_day", "05012999"),
        ("last_day", "05032999"),
        ("items.0.name", "Smoked trout"),
        ("items.0.price", "7.90"),
        ("items.0.pieces", "0"),
    ];
    for (name, text) in fields {
        page.tab_to(name).await;
        page.press(text).await;
    }
    page.until_errors("items.0.pieces", &["The pieces must be between 1 and 9999."]).await;

    // A second item is added and removed, and the focus is never lost.
    page.tab_to("add-item").await;
    page.press(ENTER).await;
    page.until_focus("items.1.name").await;
    page.tab_to("Remove item 2").await;
    page.press(ENTER).await;
    page.until("return document.activeElement.getAttribute('aria-label')", "Remove item 1").await;
    page.tab_to("terms").await;
    page.press(SPACE).await;
    page.tab_to("save").await;
    page.press(ENTER).await;

    // The links in the summary lead to the fields.
    page.until_focus("summary").await;
    page.press(TAB).await;
    assert_eq!(page.focused().await, "Item 1: The pieces must be between 1 and 9999.");
    page.press(ENTER).await;
    page.until_focus("items.0.pieces").await;
    page.press("25").await;
    page.until_errors("items.0.pieces", &[]).await;
    page.press(ENTER).await; // in a field, that sends the form
    page.until("return document.activeElement.querySelector('h3')?.textContent", "Marta’s Smokehouse").await;
    assert_eq!(rows(&demo).await[0]["items"], json!([{ "name": "Smoked trout", "price": 7.9, "pieces": 25 }]));
    page.close().await;
}

#[tokio::test]
async fn errors_stay_with_their_item_when_others_come_and_go() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    const NO_PRICE: &str = "The price must be greater than 0.";
    page.click("#add-item").await;
    page.click("#add-item").await;
    page.type_into("items.1.name", "Smoked trout").await;
    page.type_into("items.1.price", "0").await;
    page.until_errors("items.1.price", &[NO_PRICE]).await;
    page.until_errors("items.0.price", &[]).await;

    page.click("[aria-label='Remove item 1']").await;
    page.until_errors("items.0.price", &[NO_PRICE]).await;
    page.until("return document.getElementById('items.0.name').value", "Smoked trout").await;
    page.click("#add-item").await;
    page.type_into("items.2.price", "x").await;
    page.until_errors("items.2.price", &["The price must be a number."]).await;
    page.until_errors("items.0.price", &[NO_PRICE]).await;
    page.until_errors("items.1.price", &[]).await;
    page.click("[aria-label='Remove item 2']").await;
    page.until_errors("items.1.price", &["The price must be a number."]).await;
    page.type_into("items.0.price", ".5").await;
    page.until_errors("items.0.price", &[]).await;
    page.until_errors("items.1.price", &["The price must be a number."]).await;

    // The mistake of the list as a whole is shown at the list.
    page.click("[aria-label='Remove item 1']").await;
    page.click("[aria-label='Remove item 1']").await;
    page.until_focus("add-item").await;
    page.until_errors("items", &["The items must have between 1 and 8 items."]).await;
    page.click("#add-item").await;
    page.until_errors("items", &[]).await;
    page.close().await;
}

#[tokio::test]
async fn what_others_have_saved_is_shown_as_text() {
    let demo = Demo::start();
    let mut signup = good_signup("marta@harbour.example");
    signup["name"] = json!("<img src=x onerror=document.title='hacked'>");
    signup["items"][0]["name"] = json!("<b>jam</b>");
    save(&demo, &signup).await;
    let Some(page) = Browser::open(&demo.address).await else { return };
    page.until("return document.querySelector('#rows h3')?.textContent", signup["name"].clone()).await;
    page.until("return document.querySelectorAll('#rows img, #rows b').length", 0).await;
    page.until("return document.querySelector('#rows .goods li').textContent", "<b>jam</b> · 40 × €4.50").await;
    page.close().await;
}

#[tokio::test]
async fn the_page_of_the_document_shows_limits_and_sentences_of_the_rules() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&format!("{}/docs", demo.address)).await else { return };
    page.until("return document.querySelectorAll('.opblock').length", 3).await;
    page.click(".opblock-post .opblock-summary-control").await;
    // The example of the answer with status 422.
    page.until("return document.body.innerText.includes('The price must be greater than 0.')", true).await;
    // What is loaded is here, or the page would not have been shown without a network.
    let elsewhere = "return performance.getEntriesByType('resource').filter(entry => \
                     !entry.name.startsWith(location.origin) && !entry.name.startsWith('data:')).map(entry => entry.name)";
    assert_eq!(page.run(elsewhere).await, json!([]));
}

#[tokio::test]
async fn the_chosen_language_is_that_of_page_and_server() {
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    page.run("document.cookie = 'language=de'; location.reload()").await;
    page.until("return document.querySelector('label[for=\"items.0.pieces\"]')?.textContent", "Stückzahl").await;

    // By the page itself, and by the server, which alone has the rules of a password.
    page.type_into("email", "marta@").await;
    page.until_errors("email", &["Das Feld „E-Mail-Adresse“ muss eine gültige E-Mail-Adresse sein."]).await;
    page.type_into("password", "Tide-Table-2031").await;
    page.retype("password", "Tide-2031").await;
    page.until_errors("password", &["Das Feld „Passwort“ muss mindestens 10 Zeichen enthalten."]).await;

    page.run("const select = document.getElementById('language'); select.value = 'pl'; select.dispatchEvent(new Event('change'))")
        .await;
    page.until("return document.querySelector('label[for=name]')?.textContent", "Nazwa stoiska").await;
    page.type_into("items.0.pieces", "0").await;
    page.until("return document.getElementById('language').value", "pl").await;
    page.close().await;
}

#[tokio::test]
async fn a_photo_is_checked_before_it_is_sent_and_then_shown() {
    const PIXEL: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    let demo = Demo::start();
    let Some(page) = Browser::open(&demo.address).await else { return };
    let folder = tempfile::tempdir().unwrap();
    let path_of = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    page.click("#fill-well").await;

    // A live check only says what the browser knows of the file.
    page.type_into("photo", &path_of("large.png", &vec![0; 500_001])).await;
    page.until_errors("photo", &["The photo must not be larger than 500 KB."]).await;
    page.type_into("photo", &path_of("notes.txt", b"hello")).await;
    let no_picture = [
        "The photo must be a file of one of these types: image/png, image/jpeg, image/webp.",
        "The photo must be an image.",
    ];
    page.until_errors("photo", &no_picture).await;
    // Only the content tells that this one is no picture.
    page.type_into("photo", &path_of("notes.png", b"hello")).await;
    page.until_errors("photo", &[]).await;
    page.click("#save").await;
    page.until_errors("photo", &no_picture).await;

    let pixel = page.run(&format!("return [...atob('{PIXEL}')].map((c) => c.charCodeAt(0))")).await;
    let pixel: Vec<u8> = serde_json::from_value(pixel).unwrap();
    page.type_into("photo", &path_of("stall.png", &pixel)).await;
    page.until_errors("photo", &[]).await;
    page.click("#save").await;
    page.until("return document.querySelector('#rows img')?.naturalWidth", 1).await;
    assert_eq!(rows(&demo).await[0]["has_photo"], true);
    page.close().await;
}
