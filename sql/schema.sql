-- The index that everything reads, rebuilt from the ledger whenever it is missing or of another
-- make: nothing here is ever migrated. A table per register: its key and value columns, then
--   removed     the row takes its key away
--   delivery    the delivery that the row came with; source_row its row in the file
--   since/until the row decides its key at ledger numbers since <= N < until
-- No primary key and no index: a key makes inserts dearer and reads no faster.

CREATE TABLE about (schema VARCHAR);

CREATE TABLE deliveries (
    number INTEGER, kind VARCHAR, layout VARCHAR, sender VARCHAR, recorded TIMESTAMP,
    status VARCHAR, comment VARCHAR, file_name VARCHAR, original_sha256 VARCHAR,
    rows INTEGER, removed INTEGER, withdraws INTEGER, meta_sha256 VARCHAR
);

CREATE TABLE measures (
    unit VARCHAR, measure VARCHAR, month DATE,
    value DECIMAL(18, 4), missing VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE units (
    unit VARCHAR,
    name VARCHAR, unit_type VARCHAR, department VARCHAR, area VARCHAR, role VARCHAR,
    service_start DATE, valid_from DATE, valid_to DATE,
    lat DECIMAL(18, 4), lon DECIMAL(18, 4), size DECIMAL(18, 4),
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE areas (
    area VARCHAR,
    name VARCHAR, boundary VARCHAR, note VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE closed_months (
    unit VARCHAR, unit_type VARCHAR, service VARCHAR, month DATE,
    reason VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE pilot (
    pilot VARCHAR,
    name VARCHAR, area VARCHAR, starts DATE, ends DATE, evaluation DATE,
    reference VARCHAR, services VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE price_index (
    series VARCHAR, month DATE, edition VARCHAR,
    value DECIMAL(18, 4), source VARCHAR, status VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE baselines (
    kpi VARCHAR, scope VARCHAR,
    first_month DATE, last_month DATE, settings VARCHAR, as_of INTEGER, locked_on DATE,
    reference VARCHAR, reason VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE phases (
    kpi VARCHAR, scope VARCHAR, valid_from DATE,
    reason VARCHAR, signed_by VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE targets (
    kpi VARCHAR, scope VARCHAR, valid_from DATE,
    value DECIMAL(18, 4), tolerance DECIMAL(18, 4), price_month DATE, reference VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE floors (
    kpi VARCHAR, unit_type VARCHAR, valid_from DATE,
    value DECIMAL(18, 4), reference VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE events (
    event VARCHAR,
    title VARCHAR, first_day DATE, last_day DATE, scope VARCHAR, event_kind VARCHAR, note VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE comments (
    kpi VARCHAR, scope VARCHAR, month DATE, author_role VARCHAR,
    what VARCHAR, why VARCHAR, action VARCHAR, signed VARCHAR, signed_on DATE,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE selected_kpis (
    pilot VARCHAR, kpi VARCHAR,
    position INTEGER, agreed_with VARCHAR, reference VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE effect_plans (
    pilot VARCHAR, kpi VARCHAR,
    direction VARCHAR, scale VARCHAR, starts DATE, transition_months INTEGER,
    comparison_units VARCHAR, main VARCHAR, margin DECIMAL(18, 4), reference VARCHAR,
    made_on DATE,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE pilot_costs (
    pilot VARCHAR, month DATE, cost_kind VARCHAR,
    amount DECIMAL(18, 4), note VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE waves (
    kpi VARCHAR, month DATE,
    name VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE questions (
    unit VARCHAR, measure VARCHAR, month DATE,
    rule VARCHAR, reason VARCHAR, settled_on DATE, settled_by VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE meetings (
    meeting VARCHAR,
    body VARCHAR, held DATE, dnr VARCHAR, cutoff INTEGER, kpis VARCHAR, level VARCHAR,
    purpose VARCHAR, analysis VARCHAR, proposal VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE packs (
    meeting VARCHAR,
    content VARCHAR, files VARCHAR, cutoff INTEGER, frozen_on DATE,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE publications (
    meeting VARCHAR, pack INTEGER,
    published_on DATE,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE layouts (
    layout VARCHAR,
    content VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);

CREATE TABLE catalogue (
    path VARCHAR,
    content VARCHAR,
    removed BOOLEAN, source_row INTEGER, delivery INTEGER, since INTEGER, until INTEGER
);
