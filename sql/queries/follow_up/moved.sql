-- The ledger numbers at which what is reported for some months moved: sent, removed or taken back.
-- in:  $measures VARCHAR[]; $first_month, $last_month DATE (included);
--      $after, $up_to INTEGER (delivery numbers: later than the first, not than the second)
-- out: number; one row each, in order
SELECT number
FROM (
    SELECT unnest([since, until]) AS number
    FROM measures
    WHERE list_contains($measures, measure) AND month BETWEEN $first_month AND $last_month
)
WHERE number > $after AND number <= $up_to
GROUP BY number
ORDER BY number
