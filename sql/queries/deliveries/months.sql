-- Which months each delivery of figures has rows for, up to ledger number $as_of.
-- in:  $as_of INTEGER (delivery number)
-- out: number, month; one row per delivery and month, in that order
SELECT DISTINCT delivery AS number, month
FROM measures
WHERE since = delivery AND delivery <= $as_of
ORDER BY number, month
