//! Two kinds of small types every domain needs: names for rows and closed lists of words.
//!
//! The macros hide what only the server knows of them, so that domains need no `cfg`.

/// A text that is none of those a list of words knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {kind}")]
pub struct UnknownText {
    pub kind: &'static str,
    pub text: String,
}

/// Declares the id of one kind of row: `id!(/// Names a person. PersonId);`
///
/// New ids grow with time, so rows inserted together lie together in the index. What somebody may
/// have said without a name has ids that tell no time: `id!(/// A note. random NoteId);`
/// The nil id is the `Default`; no row has it.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* random $name:ident) => {
        $crate::id!(@ $(#[$meta])* $name, new_v4);
    };
    ($(#[$meta:meta])* $name:ident) => {
        $crate::id!(@ $(#[$meta])* $name, now_v7);
    };
    (@ $(#[$meta:meta])* $name:ident, $make:ident) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize,
        )]
        #[cfg_attr(feature = "ssr", derive(::sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(::uuid::Uuid);

        impl $name {
            /// An id no row has had before.
            #[cfg(feature = "ssr")]
            pub fn new() -> Self {
                Self(::uuid::Uuid::$make())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::uuid::Error;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl ::std::convert::From<::uuid::Uuid> for $name {
            fn from(id: ::uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl ::std::convert::From<$name> for ::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

/// Declares a closed list of words that forms, JSON and the database spell alike.
///
/// ```ignore
/// text_enum! {
///     /// Where a session takes place.
///     pub enum Place {
///         Clinic => "clinic",
///         Online => "online",
///     }
/// }
/// ```
///
/// In the database it is a TEXT column; a text outside the list is an error when it is read.
#[macro_export]
macro_rules! text_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident => $text:literal),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize,
        )]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every variant, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text that stands for it in forms, JSON and the database.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// The variant this text stands for.
            pub fn parse(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $($text => ::std::option::Option::Some(Self::$variant),)+
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::kinds::UnknownText;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::parse(text).ok_or_else(|| $crate::kinds::UnknownText {
                    kind: stringify!($name),
                    text: text.into(),
                })
            }
        }

        $crate::stored_as_text!($name);
    };
}

/// How a list of words goes into a TEXT column of either engine and comes back.
#[doc(hidden)]
#[macro_export]
macro_rules! stored_as_text {
    ($name:ident) => {
        #[cfg(feature = "ssr")]
        const _: () = {
            use ::sqlx::encode::IsNull;
            use ::sqlx::error::BoxDynError;
            use ::sqlx::postgres::{PgHasArrayType, PgTypeInfo};
            use ::sqlx::{Database, Decode, Encode, Type};

            impl<DB: Database> Type<DB> for $name
            where
                str: Type<DB>,
            {
                fn type_info() -> DB::TypeInfo {
                    <str as Type<DB>>::type_info()
                }

                fn compatible(info: &DB::TypeInfo) -> bool {
                    <str as Type<DB>>::compatible(info)
                }
            }

            impl<'q, DB: Database> Encode<'q, DB> for $name
            where
                &'static str: Encode<'q, DB>,
            {
                fn encode_by_ref(
                    &self,
                    buffer: &mut DB::ArgumentBuffer,
                ) -> Result<IsNull, BoxDynError> {
                    self.as_str().encode(buffer)
                }
            }

            impl<'r, DB: Database> Decode<'r, DB> for $name
            where
                &'r str: Decode<'r, DB>,
            {
                fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                    Ok(<&'r str as Decode<'r, DB>>::decode(value)?.parse::<Self>()?)
                }
            }

            impl PgHasArrayType for $name {
                fn array_type_info() -> PgTypeInfo {
                    <&str as PgHasArrayType>::array_type_info()
                }
            }
        };
    };
}

#[cfg(test)]
mod tests {
    text_enum! {
        /// Where a session takes place.
        #[derive(Default)]
        enum Place {
            #[default]
            Clinic => "clinic",
            /// Over the network.
            Online => "online",
        }
    }

    id!(
        /// Names a room.
        RoomId
    );

    #[test]
    fn a_word_is_spelt_alike_everywhere() {
        for &place in Place::ALL {
            assert_eq!(Place::parse(place.as_str()), Some(place));
            assert_eq!(place.to_string().parse(), Ok(place));
            let json = serde_json::to_string(&place).unwrap();
            assert_eq!(json, format!("{:?}", place.as_str()));
            assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), place);
        }
        assert_eq!(Place::default(), Place::Clinic);
    }

    #[test]
    fn a_word_outside_the_list_is_an_error_that_names_it() {
        let error = "moon".parse::<Place>().unwrap_err();
        assert_eq!(error.to_string(), "\"moon\" is not a Place");
        assert!(serde_json::from_str::<Place>("\"moon\"").is_err());
    }

    #[test]
    fn an_id_survives_text_and_json() {
        let id: RoomId = "0193a7c2-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"0193a7c2-0000-7000-8000-000000000001\"");
        assert_eq!(serde_json::from_str::<RoomId>(&json).unwrap(), id);
        assert_ne!(id, RoomId::default());
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn new_ids_differ_and_sort_by_age() {
        let ids: Vec<RoomId> = (0..100).map(|_| RoomId::new()).collect();
        assert!(ids.is_sorted_by(|older, newer| older < newer));
    }
}
