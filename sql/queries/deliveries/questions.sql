-- Every question about a figure, open or settled, as the ledger stood at $as_of.
-- in:  $as_of INTEGER (delivery number)
-- out: delivery (that asked it, or that settled it), place (1, 2 … among the questions of that
--      delivery), unit and measure (empty = all), month, rule, reason, settled_on (null = open),
--      settled_by, sender, recorded (UTC) and comment of the delivery; in order of delivery, place
WITH asked AS (
    SELECT delivery, unit, measure, month,
           row_number() OVER (PARTITION BY delivery ORDER BY unit, measure, month)::INTEGER AS place
    FROM questions
    WHERE since = delivery
)
SELECT q.delivery, a.place, q.unit, q.measure, q.month, q.rule, q.reason,
       q.settled_on, q.settled_by, d.sender, d.recorded, d.comment
FROM questions AS q
JOIN asked AS a USING (delivery, unit, measure, month)
JOIN deliveries AS d ON d.number = q.delivery
WHERE q.since <= $as_of AND q.until > $as_of AND NOT q.removed
ORDER BY q.delivery, a.place
