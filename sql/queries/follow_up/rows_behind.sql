-- What units have reported for one month, with the delivery and the row each value came in.
-- in:  $as_of INTEGER (delivery number); $month DATE; $units VARCHAR[]; $measures VARCHAR[]
-- out: unit, measure, value DECIMAL(18,4) or null with `missing` naming why, delivery,
--      source_row (null for rows made by the product), file_name, sender, recorded (UTC);
--      a row per unit and measure, in that order
SELECT m.unit, m.measure, m.value, m.missing, m.delivery, m.source_row,
       d.file_name, d.sender, d.recorded
FROM measures AS m JOIN deliveries AS d ON d.number = m.delivery
WHERE m.since <= $as_of AND m.until > $as_of AND NOT m.removed
  AND m.month = $month
  AND list_contains($units, m.unit) AND list_contains($measures, m.measure)
ORDER BY m.unit, m.measure
