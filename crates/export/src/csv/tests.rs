use super::*;
use crate::unguard;
use proptest::prelude::*;

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_row_is_written() {
    let row = Observation {
        id: "12345",
        operation_type: "firmware_update",
        device_id: "DEV-001",
        device_name: Some("=Router \"A\", left"),
        status: "in_progress",
        progress: Some(33.3),
        scheduled_at: Some(1_705_312_800_000),
        started_at: Some(1_705_312_815_500),
        data: r#"{"firmware_version":"2.4.1"}"#,
        ..Observation::default()
    };
    let mut out = String::new();
    write_csv_header(&mut out, &Column::ALL);
    write_csv_row(&mut out, &Column::ALL, &row);
    write_csv_row(&mut out, &[Column::Extra], &row);
    assert_eq!(
        out,
        "id,operation_type,device_id,device_name,device_serial,status,progress_percentage,scheduled_at,started_at,completed_at,\
         created_at,updated_at,priority,operation_data,extra\r\n\
         12345,firmware_update,DEV-001,\"'=Router \"\"A\"\", left\",,in_progress,33.3,2024-01-15T10:00:00Z,2024-01-15T10:00:15.500Z,,\
         ,,,\"{\"\"firmware_version\"\":\"\"2.4.1\"\"}\",\r\n\
         \"\"\r\n"
    );
}

/// Reproducible pseudo-random numbers.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn a_hundred_thousand_hostile_cells_come_back_and_none_runs() {
    const PIECES: [&str; 24] = [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "'",
        "\"",
        ",",
        ";",
        " ",
        "\u{a0}",
        "\u{feff}",
        "\u{0}",
        "cmd|' /C calc'!A0",
        "HYPERLINK(\"http://x.example\",\"y\")",
        "SUM(A1:A9)",
        "1",
        "é",
        "＝",
        "|",
        "\\",
    ];
    let mut chance = Chance(7);
    let cells: Vec<Vec<String>> = (0..10_000)
        .map(|_| {
            let cell = |_| (0..=chance.below(6)).map(|_| PIECES[chance.below(PIECES.len())]).collect();
            (0..10).map(cell).collect()
        })
        .collect();
    let mut out = String::new();
    for row in &cells {
        write_cells(&mut out, row);
    }
    let read = records(&out);
    assert_eq!(read.len(), cells.len());
    let mut guarded = 0;
    for (wrote, read) in cells.iter().flatten().zip(read.iter().flatten()) {
        assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']), "{read:?} would run");
        assert!(!read.trim_start().starts_with(['=', '+', '-', '@']), "{read:?} would run");
        assert_eq!(unguard(read), wrote);
        guarded += usize::from(read != wrote);
    }
    assert!(guarded > 30_000, "{guarded} of the cells were hostile");
}

#[test]
fn a_mark_at_the_beginning_stays() {
    let mut out = String::new();
    write_cells(&mut out, ["\u{FEFF}a"]);
    assert_eq!(out, "\"\u{FEFF}a\"\r\n");
    assert_eq!(records(&out), [["\u{FEFF}a"]]);
}

proptest! {
    #[test]
    fn is_what_the_csv_crate_writes(rows in prop::collection::vec(prop::collection::vec(
        r#"[,"\r\n a=']{0,4}|.{0,6}"#, 1..5), 0..5)
    ) {
        let mut judge = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        let mut out = String::new();
        for row in &rows {
            judge.write_record(row.iter().map(|cell| guard(cell).into_owned())).unwrap();
            write_cells(&mut out, row);
        }
        // The `csv` crate writes a byte order mark without quotes, and then drops it when reading.
        if !out.contains(BYTE_ORDER_MARK) {
            prop_assert_eq!(&out, &String::from_utf8(judge.into_inner().unwrap()).unwrap());
        }
        let read: Vec<Vec<String>> = records(&out)
            .into_iter()
            .map(|row| row.iter().map(|cell| unguard(cell).to_owned()).collect())
            .collect();
        prop_assert_eq!(read, rows);
    }
}
