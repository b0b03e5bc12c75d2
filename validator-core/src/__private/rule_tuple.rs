//! Many rules in one call. A call costs the compiler several times what its rule costs. So the derive writes the rules
//! of neighbouring fields as two tuples: one of the fields, one of their rules.

use crate::path::Spot;
use crate::subject::Subject;
use crate::walk::rule::Rule;
use crate::walk::walker::Walker;

/// A reference to a field, or an option of one if the field may not have been read.
pub trait FieldRef {
    /// The type of the field.
    type Field: Subject + ?Sized;

    /// The field, if it is there.
    fn field(&self) -> Option<&Self::Field>;
}

impl<F: Subject + ?Sized> FieldRef for &F {
    type Field = F;

    #[inline(always)]
    fn field(&self) -> Option<&F> {
        Some(self)
    }
}

impl<F: Subject + ?Sized> FieldRef for Option<&F> {
    type Field = F;

    #[inline(always)]
    fn field(&self) -> Option<&F> {
        *self
    }
}

/// A tuple of fields, each of which is checked by the rule at its position in the tuple `R`.
pub trait RuleTuple<R> {
    /// Runs the rules. `spots` has the place of each field at its rank.
    fn run(
        &self,
        walker: &mut Walker<'_>,
        spots: &'static [Spot],
        ranks: &'static [u8],
        rules: &'static R,
        partial: bool,
    );
}

impl Walker<'_> {
    /// Runs each rule on the field at its position. If fields may be missing (`partial`), the violations get ranks.
    #[doc(hidden)]
    #[inline(always)]
    pub fn batch<R, B: RuleTuple<R>>(
        &mut self,
        fields: B,
        rules: &'static R,
        spots: &'static [Spot],
        ranks: &'static [u8],
        partial: bool,
    ) {
        fields.run(self, spots, ranks, rules, partial);
    }

    #[inline(always)]
    fn one<S: FieldRef, R>(
        &mut self,
        slot: &S,
        rule: &'static R,
        spots: &'static [Spot],
        rank: Option<&u8>,
        partial: bool,
    ) where
        R: Rule<<S::Field as Subject>::Value> + Send + Sync,
    {
        let (Some(subject), Some(&rank)) = (slot.field(), rank) else { return };
        let Some(spot) = spots.get(usize::from(rank)) else { return };
        #[cfg(feature = "json")]
        if partial {
            self.rank(rank.into());
        }
        #[cfg(not(feature = "json"))]
        let _ = partial;
        let _ = self.check(subject.value(), subject, rule, rule, spot);
    }
}

macro_rules! batches {
    ($(($($slot:ident $rule:ident $at:tt)*))+) => {$(
        impl<$($slot: FieldRef, $rule: Rule<<$slot::Field as Subject>::Value> + Send + Sync),*> RuleTuple<($($rule,)*)>
            for ($($slot,)*)
        {
            #[inline(always)]
            fn run(
                &self,
                walker: &mut Walker<'_>,
                spots: &'static [Spot],
                ranks: &'static [u8],
                rules: &'static ($($rule,)*),
                partial: bool,
            ) {
                $(walker.one(&self.$at, &rules.$at, spots, ranks.get($at), partial);)*
            }
        }
    )+

        /// How many rules the last and longest tuple has.
        pub const MOST_RULES: usize = {
            let lengths = [$([$($at),*].len()),+];
            lengths[lengths.len() - 1]
        };
    };
}

batches! {
    (A AR 0)
    (A AR 0 B BR 1)
    (A AR 0 B BR 1 D DR 2)
    (A AR 0 B BR 1 D DR 2 E ER 3)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6 I IR 7)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6 I IR 7 J JR 8)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6 I IR 7 J JR 8 K KR 9)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6 I IR 7 J JR 8 K KR 9 L LR 10)
    (A AR 0 B BR 1 D DR 2 E ER 3 F FR 4 G GR 5 H HR 6 I IR 7 J JR 8 K KR 9 L LR 10 M MR 11)
}
