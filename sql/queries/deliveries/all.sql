-- Every delivery up to ledger number $as_of, newest first.
-- in:  $as_of INTEGER
-- out: number, kind, layout, sender, recorded (UTC), status, comment, file_name,
--      original_sha256, rows, removed, withdraws (null for ordinary deliveries)
SELECT number, kind, layout, sender, recorded, status, comment, file_name,
       original_sha256, rows, removed, withdraws
FROM deliveries
WHERE number <= $as_of
ORDER BY number DESC
