-- What units have reported of the measures asked for, as the ledger stood at $as_of.
-- in:  $as_of INTEGER (delivery number); $measures VARCHAR[]
-- out: unit, measure, month, value DECIMAL(18,4) or null with `missing` naming why;
--      a row per unit, measure and month, in that order
SELECT unit, measure, month, value, missing
FROM measures
WHERE since <= $as_of AND until > $as_of AND NOT removed
  AND list_contains($measures, measure)
ORDER BY unit, measure, month
