-- Which deliveries have decided figures anew after a ledger number, month by month.
-- in:  $after, $as_of INTEGER (delivery numbers); $units, $measures VARCHAR[]; $first,
--      $last DATE (months)
-- out: month, number (the delivery, which may be a withdrawal); one row each, in that order
SELECT DISTINCT month, since AS number
FROM measures
WHERE since > $after AND since <= $as_of
  AND list_contains($units, unit) AND list_contains($measures, measure)
  AND month BETWEEN $first AND $last
ORDER BY month, number
