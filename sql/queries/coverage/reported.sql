-- What units have reported, without the figures themselves, as the ledger stood at $as_of.
-- in:  $as_of INTEGER (delivery number); $measures VARCHAR[]
-- out: unit, measure, month, there (BOOLEAN: a value, else `missing` names why there is none),
--      missing, preliminary (BOOLEAN: said so by the delivery that decides the row);
--      a row per unit, measure and month, in that order
SELECT m.unit, m.measure, m.month, m.value IS NOT NULL AS there, m.missing,
       d.status = 'preliminary' AS preliminary
FROM measures AS m JOIN deliveries AS d ON d.number = m.delivery
WHERE m.since <= $as_of AND m.until > $as_of AND NOT m.removed
  AND list_contains($measures, m.measure)
ORDER BY m.unit, m.measure, m.month
