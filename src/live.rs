//! Values that views follow.
//!
//! Leptos' own signals are generic, and the compiler writes all their locking and tracking anew for each type of value.
//! Here every value has the same kind of slot and the same kind of trigger, both Leptos'; only taking the value out of
//! its slot is done for each type. In this widget, with its dozen types of values, that is a good part of its size.

use crate::element::follow;
use leptos::{
    prelude::{GetValue, LocalStorage, Notify, StoredValue, Track},
    reactive::signal::ArcTrigger,
};
use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc};

/// A handle to a value; a copy is a handle to the same value.
///
/// The value lives as long as the reactive owner that made it. After that a read gives the default and a change is lost:
/// an answer from the network may come when the widget is long gone, and nothing may stop for that.
pub struct Live<T> {
    slot: StoredValue<Slot, LocalStorage>,
    holds: PhantomData<fn() -> T>,
}

#[derive(Clone)]
struct Slot {
    /// A `RefCell` of the handle's type.
    value: Rc<dyn Any>,
    changed: ArcTrigger,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: Default + 'static> Live<T> {
    /// A value of the current owner.
    pub fn new(value: T) -> Self {
        Self { slot: new_slot(Rc::new(RefCell::new(value))), holds: PhantomData }
    }

    /// A value that follows others, and wakes those who follow it only when it is another one.
    pub fn derived(value: impl Fn() -> T + 'static) -> Self
    where
        T: PartialEq,
    {
        let live = Self::new(T::default());
        follow(Box::new(move || live.set_if_new(value())));
        live
    }

    /// Whether its owner is still there.
    pub fn is_alive(self) -> bool {
        slot(self.slot).is_some()
    }

    /// Reads it and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads it without following it.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let slot = slot(self.slot);
        let cell = slot.as_ref().and_then(|slot| slot.value.downcast_ref::<RefCell<T>>());
        match cell.and_then(|cell| cell.try_borrow().ok()) {
            Some(value) => read(&value),
            None => read(&T::default()),
        }
    }

    /// A copy of it, followed.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, not followed.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Follows it without reading it.
    pub fn track(self) {
        track(self.slot);
    }

    /// Changes it and wakes those who follow it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let Some(slot) = slot(self.slot) else { return };
        if let Some(mut value) =
            slot.value.downcast_ref::<RefCell<T>>().and_then(|cell| cell.try_borrow_mut().ok())
        {
            change(&mut value);
        }
        slot.changed.notify();
    }

    /// Replaces it and wakes those who follow it.
    pub fn set(self, value: T) {
        self.update(|before| *before = value);
    }

    /// Replaces it if it is another one.
    pub fn set_if_new(self, value: T)
    where
        T: PartialEq,
    {
        if self.with_untracked(|before| *before != value) {
            self.set(value);
        }
    }
}

fn new_slot(value: Rc<dyn Any>) -> StoredValue<Slot, LocalStorage> {
    StoredValue::new_local(Slot { value, changed: ArcTrigger::new() })
}

fn slot(slot: StoredValue<Slot, LocalStorage>) -> Option<Slot> {
    slot.try_get_value()
}

fn track(stored: StoredValue<Slot, LocalStorage>) {
    if let Some(slot) = slot(stored) {
        slot.changed.track();
    }
}
