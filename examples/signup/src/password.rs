//! Hashes of passwords.

use std::io;

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many hashes are made at once. Each takes 19 MiB and tens of milliseconds of a core. More of them would not be
/// faster, and many requests could use up the memory.
static ROOM: Semaphore = Semaphore::const_new(4);

/// The Argon2id hash of a password with a new salt, in the PHC string format.
///
/// # Errors
///
/// If the system gives no random bytes for the salt.
pub async fn hash(password: String) -> io::Result<String> {
    let _room = ROOM.acquire().await.map_err(io::Error::other)?;
    // This runs on another thread, because those that serve requests must not wait.
    let hash =
        spawn_blocking(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hash.await?.map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordVerifier as _;
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_not_another() {
        let hash = hash("Tide-Table-2031".into()).await.unwrap();
        let hash = PasswordHash::new(&hash).unwrap();
        assert!(Argon2::default().verify_password(b"Tide-Table-2031", &hash).is_ok());
        assert!(Argon2::default().verify_password(b"Tide-Table-2032", &hash).is_err());
    }

    #[tokio::test]
    async fn the_same_password_has_another_hash_each_time() {
        assert_ne!(hash("a".into()).await.unwrap(), hash("a".into()).await.unwrap());
    }
}
