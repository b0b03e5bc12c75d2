//! Files in `multipart/form-data`, through the real server of each framework. It is a program of its own, because it
//! counts the open files and the memory of its process.

#![allow(clippy::unwrap_used)]

mod client;
mod files;
mod memory;
mod servers;
mod types;

use std::net::SocketAddr;

/// Every test for each framework.
macro_rules! of_every_framework {
    ($($framework:ident)+) => {$(
        mod $framework {
            use super::{files, memory, servers};

            #[test]
            fn files_come_with_a_request() {
                files::come_with_a_request(servers::$framework());
            }

            #[test]
            fn what_is_wrong_with_a_file_is_said_at_its_field() {
                files::wrong(servers::$framework());
            }

            #[test]
            fn names_and_types_of_clients_do_not_count() {
                files::lying(servers::$framework());
            }

            #[test]
            fn what_is_too_large_is_not_read_to_its_end() {
                files::too_large(servers::$framework());
            }

            #[test]
            fn bodies_come_in_any_pieces_or_not_to_their_end() {
                files::in_pieces(servers::$framework());
            }

            #[test]
            fn live_checks_know_files() {
                files::live(servers::$framework());
            }

            #[test]
            fn no_file_is_left_behind() {
                files::left_behind(servers::$framework());
            }

            #[test]
            #[ignore = "it moves 5 GB; run it alone, in a release build"]
            fn memory_of_100_uploads_of_50_mb() {
                memory::of_many_uploads(stringify!($framework), servers::$framework());
            }
        }
    )+};
}

of_every_framework! { axum actix_web poem rocket }

type Server = SocketAddr;
