-- Every figure ever delivered for the keys that some deliveries name, as it was delivered.
-- in:  $numbers INTEGER[] (delivery numbers)
-- out: unit, measure, month, value, missing, removed, source_row, delivery;
--      one row per key and delivery, in that order
SELECT unit, measure, month, value, missing, removed, source_row, delivery
FROM measures
SEMI JOIN (
    SELECT unit, measure, month FROM measures
    WHERE since = delivery AND list_contains($numbers, delivery)
) USING (unit, measure, month)
WHERE since = delivery
ORDER BY unit, measure, month, delivery
