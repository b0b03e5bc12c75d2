//! Appointments, and what they are about.

use garde::Validate;
use serde::Deserialize;

use crate::checks::no_digits;

#[derive(Debug, Clone, Validate, Deserialize)]
#[garde(custom(ends_later))]
pub struct Appointment {
    #[garde(range(min = 0, max = 1439))]
    pub starts: u16,
    #[garde(range(max = 1440))]
    pub ends: u16,
    #[garde(dive)]
    pub reason: Reason,
    #[garde(length(max = 500))]
    pub remark: Option<String>,
}

fn ends_later(appointment: &Appointment, _: &()) -> garde::Result {
    if appointment.starts < appointment.ends {
        return Ok(());
    }
    Err(garde::Error::new("ends before it starts"))
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub enum Reason {
    CheckUp,
    Pain {
        #[garde(range(min = 1, max = 10))]
        level: u8,
        #[garde(length(chars, min = 3), custom(no_digits))]
        place: String,
    },
    Other(#[garde(ascii, length(min = 5))] String),
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Reminder {
    #[garde(skip)]
    pub by_mail: bool,
    #[garde(if(cond = self.by_mail, required, inner(length(min = 6))))]
    pub address: Option<String>,
    #[garde(if(ascii, cond = !self.by_mail, length(min = 3)), length(max = 40))]
    pub channel: String,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Slot {
    #[garde(range(min = 8, max = 17))]
    pub hour: u8,
    #[garde(range(min = 0, max = 59))]
    pub minute: u8,
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Week<'a> {
    #[garde(length(min = 1, max = 5), dive)]
    pub slots: Vec<Slot>,
    #[garde(length(utf16, max = 10))]
    pub title: &'a str,
    #[garde(length(graphemes, min = 1, max = 3))]
    pub sign: String,
    #[garde(length(bytes, max = 8))]
    pub key: String,
    #[garde(length(equal = 2))]
    pub rooms: [u8; 2],
}

#[derive(Debug, Clone, Validate, Deserialize)]
pub struct Device {
    #[garde(ip)]
    pub address: String,
    #[garde(ipv4)]
    pub v4: Option<String>,
    #[garde(ipv6)]
    pub v6: Option<String>,
    #[garde(alphanumeric)]
    pub serial: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys;

    #[test]
    fn appointments() {
        let appointment = |reason| Appointment { starts: 540, ends: 570, reason, remark: None };
        assert!(appointment(Reason::CheckUp).validate().is_ok());
        assert!(appointment(Reason::Pain { level: 3, place: "knee".into() }).validate().is_ok());
        assert!(appointment(Reason::Pain { level: 11, place: "knee".into() }).validate().is_err());
        assert!(appointment(Reason::Pain { level: 3, place: "knee2".into() }).validate().is_err());
        assert!(appointment(Reason::Other("cold".into())).validate().is_err());
        let late = Appointment { ends: 540, ..appointment(Reason::CheckUp) };
        assert_eq!(keys(late.validate()).len(), 1);
    }

    #[test]
    fn conditions() {
        let reminder = |by_mail, address: Option<&str>, channel: &str| Reminder {
            by_mail,
            address: address.map(str::to_owned),
            channel: channel.into(),
        };
        assert!(reminder(false, None, "sms").validate().is_ok());
        assert!(reminder(true, None, "é").validate().is_err());
        assert!(reminder(true, Some("Main 1"), "é").validate().is_ok());
        assert!(reminder(true, Some("Main"), "é").validate().is_err());
        assert!(reminder(false, None, "éé").validate().is_err());
        assert!(reminder(false, None, "x").validate().is_err());
    }

    #[test]
    fn lengths_of_all_kinds() {
        let week = || Week {
            slots: vec![Slot { hour: 9, minute: 30 }],
            title: "Monday",
            sign: "👩‍⚕️".into(),
            key: "mon".into(),
            rooms: [1, 2],
        };
        assert!(week().validate().is_ok());
        assert_eq!(keys(Week { title: "😀😀😀😀😀😀", ..week() }.validate()), ["title"]);
        assert_eq!(keys(Week { sign: "abcd".into(), ..week() }.validate()), ["sign"]);
        assert_eq!(keys(Week { key: "ééééé".into(), ..week() }.validate()), ["key"]);
        assert_eq!(keys(Week { slots: Vec::new(), ..week() }.validate()), ["slots"]);
        assert!(Week { slots: vec![Slot { hour: 7, minute: 0 }], ..week() }.validate().is_err());
    }

    #[test]
    fn devices() {
        let device = Device {
            address: "::1".into(),
            v4: Some("10.0.0.1".into()),
            v6: None,
            serial: "Ab12".into(),
        };
        assert!(device.validate().is_ok());
        assert_eq!(keys(Device { address: "host".into(), ..device.clone() }.validate()), ["address"]);
        assert_eq!(keys(Device { v4: Some("::1".into()), ..device.clone() }.validate()), ["v4"]);
        assert_eq!(keys(Device { v6: Some("10.0.0.1".into()), ..device.clone() }.validate()), ["v6"]);
        assert_eq!(keys(Device { serial: "Ab-12".into(), ..device }.validate()), ["serial"]);
    }
}
