//! A type in a group.

use core::fmt;
use core::marker::PhantomData;

/// A type with the rules of a [`Group`](crate::Group), where only types can be named: `ValidJson<For<Create, User>>` in
/// the extractors of the web frameworks, `json_schema::<For<Create, User>>()` for documents.
///
/// The value is a `User`, and the proof is a `Valid<User, Create>`. With a context it is
/// `For<Create, With<App, User>>`.
///
/// ```
/// # #[cfg(feature = "web")] {
/// use serde::Deserialize;
/// use unprocessable::web::ValidJson;
/// use unprocessable::{For, Group, Valid, Validate};
///
/// struct Create;
/// impl Group for Create {}
///
/// #[derive(Deserialize, Validate)]
/// struct User {
///     #[validate(on(Create, required))]
///     email: Option<String>,
/// }
///
/// async fn create(ValidJson(user): ValidJson<For<Create, User>>) {
///     insert(user);
/// }
///
/// fn insert(user: Valid<User, Create>) {}
/// # let _ = create;
/// # }
/// ```
pub struct For<G: ?Sized, T: ?Sized>(PhantomData<fn(&G) -> PhantomData<T>>);

impl<G: ?Sized, T: ?Sized> fmt::Debug for For<G, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("For")
    }
}

#[cfg(feature = "declaration")]
mod declared {
    use super::For;
    use crate::Group;
    use crate::declaration::{Declaration, Declare, HasShape, Shape};

    impl<G: Group, T: Declare + ?Sized> Declare for For<G, T> {
        fn declaration() -> &'static Declaration {
            T::declaration().for_group::<G>()
        }
    }

    impl<G: Group, T: HasShape + ?Sized> HasShape for For<G, T> {
        // That of the group is made when it is asked for.
        const SHAPE: Shape = T::SHAPE;

        fn shape() -> Shape {
            T::shape().for_group::<G>()
        }
    }
}

#[cfg(feature = "schemars")]
mod json_schema {
    use super::For;
    use crate::__private::schemars::{JsonSchema, Schema, SchemaGenerator};
    use crate::__private::{Cow, declared_schema};
    use crate::Group;
    use crate::declaration::Declare;

    impl<G: Group, T: Declare + ?Sized> JsonSchema for For<G, T> {
        fn schema_name() -> Cow<'static, str> {
            declared_schema::name::<Self>()
        }

        fn schema_id() -> Cow<'static, str> {
            declared_schema::id::<Self>()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            declared_schema::schema::<Self>(generator)
        }
    }
}
