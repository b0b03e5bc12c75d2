//! Tuples of fields: read or missing, owned or by reference. Tuples of tuples hold many fields.

/// The fields of a value that could be read: a tuple with an `Option` for each.
pub trait Slots: Sized {
    /// The fields themselves.
    type Values;
    /// References to what was read.
    type Refs<'s>
    where
        Self: 's;

    /// Whether all of them were read.
    fn is_whole(&self) -> bool;

    /// The fields, if all of them were read.
    fn values(self) -> Option<Self::Values>;

    /// References to the fields that were read.
    fn refs(&self) -> Self::Refs<'_>;
}

impl<T> Slots for Option<T> {
    type Values = T;
    type Refs<'s>
        = Option<&'s T>
    where
        T: 's;

    #[inline]
    fn is_whole(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn values(self) -> Option<T> {
        self
    }

    #[inline]
    fn refs(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// A tuple of the types of fields.
pub trait Fields {
    /// The fields that were read, each as an `Option`.
    type Slots: Slots;
    /// References to fields that may not all be there.
    type Refs<'v>
    where
        Self: 'v;
}

/// References to fields of these types, as options.
pub type Refs<'v, T> = <T as Fields>::Refs<'v>;

/// References to the fields of a complete value.
pub trait All {
    /// The references as options.
    type Slots;

    /// Wraps each reference in `Some`.
    fn all(self) -> Self::Slots;
}

impl<'v, T: ?Sized> All for &'v T {
    type Slots = Option<&'v T>;

    #[inline(always)]
    fn all(self) -> Option<&'v T> {
        Some(self)
    }
}

/// References to the fields of a complete value, in the form for fields that may be missing.
#[inline(always)]
pub fn all<A: All>(fields: A) -> A::Slots {
    fields.all()
}

macro_rules! tuples {
    ($(($($slot:ident $at:tt)*))+) => {$(
        impl<$($slot: Slots),*> Slots for ($($slot,)*) {
            type Values = ($($slot::Values,)*);
            type Refs<'s> = ($($slot::Refs<'s>,)*) where Self: 's;

            #[inline]
            fn is_whole(&self) -> bool {
                true $(&& self.$at.is_whole())*
            }

            #[inline]
            fn values(self) -> Option<Self::Values> {
                Some(($(self.$at.values()?,)*))
            }

            #[inline]
            #[allow(clippy::unused_unit)]
            fn refs(&self) -> Self::Refs<'_> {
                ($(self.$at.refs(),)*)
            }
        }

        impl<$($slot),*> Fields for ($($slot,)*) {
            type Slots = ($(Option<$slot>,)*);
            type Refs<'v> = ($(Option<&'v $slot>,)*) where Self: 'v;
        }

        impl<$($slot: All),*> All for ($($slot,)*) {
            type Slots = ($($slot::Slots,)*);

            #[inline(always)]
            #[allow(clippy::unused_unit)]
            fn all(self) -> Self::Slots {
                ($(self.$at.all(),)*)
            }
        }
    )+

        /// How many fields the last and longest tuple has.
        pub const MOST_SLOTS: usize = {
            let tuples: &[&[&str]] = &[$(&[$(stringify!($slot)),*]),+];
            tuples[tuples.len() - 1].len()
        };
    };
}

tuples! {
    ()
    (A 0)
    (A 0 B 1)
    (A 0 B 1 D 2)
    (A 0 B 1 D 2 E 3)
    (A 0 B 1 D 2 E 3 F 4)
    (A 0 B 1 D 2 E 3 F 4 G 5)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6 I 7)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6 I 7 J 8)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6 I 7 J 8 K 9)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6 I 7 J 8 K 9 L 10)
    (A 0 B 1 D 2 E 3 F 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11)
}
