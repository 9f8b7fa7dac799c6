//! A simple model of the store: a vector of structs without optimizations.
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of it")]

pub mod answers;
pub mod strategies;

use history::{History, Observation, RowId};

/// An observation with owned texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    pub id: String,
    pub device_id: String,
    pub operation_type: String,
    pub status: String,
    pub name: Option<String>,
    pub serial: Option<String>,
    pub times: [Option<i64>; 5],
    pub progress: Option<f32>,
    pub priority: Option<String>,
    pub data: String,
    pub extra: String,
}

impl Observed {
    /// The device's part of the row's key: the first of id, serial and name.
    pub fn device_key(&self) -> &str {
        match (self.device_id.as_str(), &self.serial, &self.name) {
            ("", Some(label), _) | ("", None, Some(label)) => label,
            (id, _, _) => id,
        }
    }

    pub fn observation(&self) -> Observation<'_> {
        let [scheduled_at, started_at, completed_at, created_at, updated_at] = self.times;
        Observation {
            id: &self.id,
            device_id: &self.device_id,
            operation_type: &self.operation_type,
            status: &self.status,
            device_name: self.name.as_deref(),
            device_serial: self.serial.as_deref(),
            scheduled_at,
            started_at,
            completed_at,
            created_at,
            updated_at,
            progress: self.progress,
            priority: self.priority.as_deref(),
            data: &self.data,
            extra: &self.extra,
        }
    }

    /// Reads a row of the store.
    pub fn read(history: &History, row: RowId) -> Self {
        let view = history.row(row);
        Self {
            id: view.id().into(),
            device_id: view.device_id().into(),
            operation_type: view.operation_type().into(),
            status: view.status().into(),
            name: view.device_name().map(Into::into),
            serial: view.device_serial().map(Into::into),
            times: [
                view.scheduled_at(),
                view.started_at(),
                view.completed_at(),
                view.created_at(),
                view.updated_at(),
            ],
            progress: view.progress(),
            priority: view.priority().map(Into::into),
            data: view.data().into(),
            extra: view.extra().into(),
        }
    }
}

/// A row of the model.
#[derive(Clone, Debug)]
pub struct ModelRow {
    pub row: RowId,
    pub rank: Option<u32>,
    pub observed: Observed,
    pub swept: bool,
}

/// The expected contents of the store.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// In order of arrival.
    pub rows: Vec<ModelRow>,
}

impl Model {
    pub fn upsert(&mut self, row: RowId, rank: Option<u32>, observed: &Observed) {
        match self.rows.iter_mut().find(|known| {
            known.observed.id == observed.id && known.observed.device_key() == observed.device_key()
        }) {
            Some(known) => {
                assert_eq!(known.row, row);
                let older = matches!((observed.times[4], known.observed.times[4]), (Some(new), Some(old)) if new < old);
                if !older {
                    known.observed = observed.clone();
                }
                known.rank = rank.or(known.rank);
                known.swept = true;
            }
            None => {
                assert!(
                    self.rows.iter().all(|known| known.row < row),
                    "row ids are given in order of arrival"
                );
                self.rows.push(ModelRow { row, rank, observed: observed.clone(), swept: true });
            }
        }
    }
}
