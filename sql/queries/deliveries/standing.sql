-- How many rows of each delivery decide their key at ledger number $as_of. Questions that came
-- with figures are not among its rows; those of a delivery of their own are.
-- in:  $as_of INTEGER (delivery number)
-- out: number, rows (a row that takes its key away decides it too); deliveries with none are absent
SELECT delivery AS number, count(*)::INTEGER AS rows
FROM (
    SELECT delivery, since, until FROM measures
    UNION ALL SELECT delivery, since, until FROM units
    UNION ALL SELECT delivery, since, until FROM areas
    UNION ALL SELECT delivery, since, until FROM closed_months
    UNION ALL SELECT delivery, since, until FROM pilot
    UNION ALL SELECT delivery, since, until FROM price_index
    UNION ALL SELECT delivery, since, until FROM baselines
    UNION ALL SELECT delivery, since, until FROM phases
    UNION ALL SELECT delivery, since, until FROM comments
    UNION ALL SELECT delivery, since, until FROM targets
    UNION ALL SELECT delivery, since, until FROM floors
    UNION ALL SELECT delivery, since, until FROM events
    UNION ALL SELECT delivery, since, until FROM selected_kpis
    UNION ALL SELECT delivery, since, until FROM effect_plans
    UNION ALL SELECT delivery, since, until FROM pilot_costs
    UNION ALL SELECT delivery, since, until FROM waves
    UNION ALL SELECT delivery, since, until FROM meetings
    UNION ALL SELECT delivery, since, until FROM packs
    UNION ALL SELECT delivery, since, until FROM publications
    UNION ALL SELECT delivery, since, until FROM layouts
    UNION ALL SELECT delivery, since, until FROM catalogue
    UNION ALL SELECT delivery, since, until FROM questions
        SEMI JOIN (SELECT number FROM deliveries WHERE kind = 'questions') AS own
        ON questions.delivery = own.number
)
WHERE since <= $as_of AND until > $as_of
GROUP BY delivery
ORDER BY number
