-- How many of the pilot's units have reported anything for a month.
-- in:  $as_of INTEGER (delivery number); $month DATE (null: no month, none reported);
--      $area VARCHAR: the pilot's area (null or empty: pilot units of every area)
-- out: reported, expected; one row
WITH pilot_units AS (
    SELECT unit FROM units
    WHERE since <= $as_of AND until > $as_of AND NOT removed AND role = 'pilot'
      AND coalesce($area = '' OR area = $area, true)
      AND coalesce(valid_from <= $month, true) AND coalesce(valid_to >= $month, true)
), reporting AS (
    SELECT DISTINCT unit FROM measures
    WHERE since <= $as_of AND until > $as_of AND NOT removed
      AND month = $month AND value IS NOT NULL
)
SELECT count(reporting.unit) AS reported, count(*) AS expected
FROM pilot_units LEFT JOIN reporting USING (unit)
