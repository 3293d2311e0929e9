//! The valid name nearest to one that is not.

/// The name that `written` most likely stands for: the one it begins, else one a slip or two away; folded texts.
pub(super) fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let longest_slip = match written.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let distance = if name.starts_with(written) { 0 } else { distance(written, name, longest_slip) };
        if distance <= longest_slip && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Letters added, dropped, changed or swapped with a neighbour (the restricted Damerau distance); more than `limit` is
/// `limit + 1`.
fn distance(left: &str, right: &str, limit: usize) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > limit {
        return limit + 1;
    }
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for row in 1..=left.len() {
        let mut current = vec![row];
        for column in 1..=right.len() {
            let changed = usize::from(left[row - 1] != right[column - 1]);
            let mut least = (rows[row - 1][column] + 1)
                .min(current[column - 1] + 1)
                .min(rows[row - 1][column - 1] + changed);
            let swapped = row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1];
            if swapped {
                least = least.min(rows[row - 2][column - 2] + 1);
            }
            current.push(least);
        }
        rows.push(current);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_understood() {
        let names = ["company", "authority", "amount", "date"];
        let check =
            |written: &str, expected: Option<&str>| assert_eq!(nearest(written, names.into_iter()), expected);
        check("compnay", Some("company"));
        check("auth", Some("authority"));
        check("amuont", Some("amount"));
        check("dtae", Some("date"));
        check("xyz", None);
        check("da", Some("date"));
    }
}
