//! What operations of each type took before, for what is still to come. Pure.

use history::{History, Query, TypeReport};
use outlook::Past;

/// By type, of those that completed and say when they began and ended.
pub fn pasts(history: &mut History) -> Vec<(String, Past)> {
    let completed = Query { statuses: vec!["completed".to_owned()], ..Query::default() };
    let past = |kind: TypeReport| {
        let took = kind.durations?;
        Some((kind.operation_type, Past { count: took.count, p50: took.p50, p95: took.p95 }))
    };
    history.report(&completed).types.into_iter().filter_map(past).collect()
}
