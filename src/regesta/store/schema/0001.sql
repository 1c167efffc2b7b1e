-- The first schema. Base tables live in the schema "base"; what people query are the views at the end.
-- Days are DATE; an EDTF value stays a VARCHAR and has its first and last possible day beside it.

CREATE SCHEMA base;

CREATE TABLE base.about (version INTEGER, created TIMESTAMP, created_by VARCHAR);

-- One run of ingest or merge. counts and versions are JSON objects.
CREATE TABLE base.runs (
    id VARCHAR, command VARCHAR, started TIMESTAMP, finished TIMESTAMP, versions VARCHAR, counts VARCHAR
);

-- One text. id is a hash of the text and the day it was published; agency is the dateline's, filed the
-- country of its place.
CREATE TABLE base.documents (
    id VARCHAR, text VARCHAR, length INTEGER, language VARCHAR, published VARCHAR, day DATE, agency VARCHAR, filed VARCHAR,
    sketch UINTEGER[], run VARCHAR
);

-- One time a text was published. document_id is NULL for an item withdrawn before it was seen.
-- source is the id that the document was read with; number is the order of arrival.
CREATE TABLE base.publications (
    number BIGINT, document_id VARCHAR, source VARCHAR, publisher VARCHAR, url VARCHAR, title VARCHAR,
    published VARCHAR, item VARCHAR, version INTEGER, issued VARCHAR, status VARCHAR, run VARCHAR
);

-- What one document says happened. withdrawn says why a report no longer counts; NULL where it does.
-- day_from and day_to bound date; day is the day its document was published.
CREATE TABLE base.reports (
    id VARCHAR, document_id VARCHAR, event VARCHAR, mode VARCHAR, contexts VARCHAR[], cameo VARCHAR, quad TINYINT,
    intensity DOUBLE, goldstein DOUBLE,
    actors STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, id VARCHAR, name VARCHAR, country VARCHAR,
                  sectors VARCHAR[])[],
    recipients STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, id VARCHAR, name VARCHAR, country VARCHAR,
                      sectors VARCHAR[])[],
    date STRUCT("value" VARCHAR, "text" VARCHAR, "start" INTEGER, "end" INTEGER, basis VARCHAR),
    place STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, name VARCHAR, country VARCHAR, admin1 VARCHAR,
                 latitude DOUBLE, longitude DOUBLE, "precision" VARCHAR, geonames_id BIGINT),
    attribution STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, name VARCHAR, country VARCHAR,
                       sectors VARCHAR[], marker VARCHAR)[],
    factuality VARCHAR, layer VARCHAR,
    casualties STRUCT(outcome VARCHAR, low BIGINT, high BIGINT, whom VARCHAR, "text" VARCHAR, "start" INTEGER,
                      "end" INTEGER,
                      attribution STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, name VARCHAR,
                                         country VARCHAR, sectors VARCHAR[], marker VARCHAR)[])[],
    part_of VARCHAR, "trigger" STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR),
    mentions STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR, sentence INTEGER)[],
    pattern VARCHAR, confidence DOUBLE,
    coded_by STRUCT(version VARCHAR, parser VARCHAR, parser_version VARCHAR, lexicon VARCHAR),
    sentence VARCHAR, day_from DATE, day_to DATE, day DATE, withdrawn VARCHAR, run VARCHAR
);

-- Reports that share a key are compared.
CREATE TABLE base.keys (report_id VARCHAR, key VARCHAR);

-- What the machine judged, "left" < "right"; pairs that are not here were never alike enough to note.
CREATE TABLE base.links ("left" VARCHAR, "right" VARCHAR, score DOUBLE, why VARCHAR, run VARCHAR);

-- What people judged; the newest verdict on a pair holds.
CREATE TABLE base.verdicts (
    "left" VARCHAR, "right" VARCHAR, verdict VARCHAR, why VARCHAR, "by" VARCHAR, "at" TIMESTAMP
);

-- Which event each report that counts belongs to. Reports of one component are reached from each other by links.
CREATE TABLE base.members (report_id VARCHAR, event_id VARCHAR, component VARCHAR);

-- Reports that are members already, but whose event has to be looked at again: a publication or a verdict came.
CREATE TABLE base.touched (report_id VARCHAR);

CREATE TABLE base.events (
    id VARCHAR, event VARCHAR, mode VARCHAR, contexts VARCHAR[], cameo VARCHAR, quad TINYINT, intensity DOUBLE,
    goldstein DOUBLE,
    actors STRUCT(id VARCHAR, name VARCHAR, "text" VARCHAR, country VARCHAR, sectors VARCHAR[])[],
    recipients STRUCT(id VARCHAR, name VARCHAR, "text" VARCHAR, country VARCHAR, sectors VARCHAR[])[],
    date VARCHAR, day_from DATE, day_to DATE,
    place STRUCT(name VARCHAR, country VARCHAR, admin1 VARCHAR, latitude DOUBLE, longitude DOUBLE,
                 "precision" VARCHAR, geonames_id BIGINT),
    factuality VARCHAR, layer VARCHAR,
    casualties STRUCT(outcome VARCHAR, low BIGINT, high BIGINT)[],
    speakers VARCHAR[],
    disputes STRUCT(field VARCHAR, versions STRUCT("value" VARCHAR, speakers VARCHAR[], reports VARCHAR[])[])[],
    reports VARCHAR[], sources INTEGER, copies INTEGER, publishers VARCHAR[],
    first_reported DATE, last_reported DATE, confidence DOUBLE
);

-- What each run left out, and why.
CREATE TABLE base.skipped (source VARCHAR, stage VARCHAR, reason VARCHAR, run VARCHAR);

-- What a server said of an address, so that it is asked only for what is new.
CREATE TABLE base.fetched (url VARCHAR, etag VARCHAR, modified VARCHAR, "at" TIMESTAMP);

-- ------------------------------------------------------------------ views: what people query

-- The first toll of an outcome; an event has one at most.
CREATE MACRO base.toll(casualties, name) AS list_filter(casualties, lambda toll: toll.outcome = name)[1];

-- One publisher for each time a text was published, each once, in the order of the alphabet.
CREATE VIEW base.publishers AS
SELECT document_id, list_sort(list(DISTINCT publisher)) AS publishers
FROM base.publications WHERE document_id IS NOT NULL AND publisher IS NOT NULL GROUP BY document_id;

CREATE VIEW events AS
SELECT e.*,
    e.place.name AS place_name, e.place.country AS country, e.place.admin1 AS admin1,
    e.place.latitude AS latitude, e.place.longitude AS longitude, e.place."precision" AS place_precision,
    base.toll(casualties, 'killed').low AS killed_low, base.toll(casualties, 'killed').high AS killed_high,
    base.toll(casualties, 'injured').low AS injured_low, base.toll(casualties, 'injured').high AS injured_high,
    len(e.reports) AS n_reports
FROM base.events AS e;
COMMENT ON VIEW events IS 'One row an event: what all reports of it say together.';

CREATE VIEW reports AS
SELECT r.* EXCLUDE (withdrawn), m.event_id
FROM base.reports AS r LEFT JOIN base.members AS m ON m.report_id = r.id WHERE r.withdrawn IS NULL;
COMMENT ON VIEW reports IS 'One row a report that counts: what one document says happened, and in which event it is.';

CREATE VIEW withdrawn_reports AS SELECT * FROM base.reports WHERE withdrawn IS NOT NULL;
COMMENT ON VIEW withdrawn_reports IS 'One row a report whose publisher no longer stands by it; withdrawn says why.';

CREATE VIEW documents AS SELECT * EXCLUDE (sketch) FROM base.documents;
COMMENT ON VIEW documents IS 'One row a text, however often it was published.';

CREATE VIEW publications AS SELECT * FROM base.publications;
COMMENT ON VIEW publications IS 'One row for each time a text was published, or an item was withdrawn.';

CREATE VIEW verdicts AS
SELECT *, row_number() OVER (PARTITION BY "left", "right" ORDER BY "at" DESC) = 1 AS holds FROM base.verdicts;
COMMENT ON VIEW verdicts IS 'One row a person''s judgement on two reports; holds marks the newest on its pair.';

CREATE VIEW links AS
SELECT l."left", l."right", CASE WHEN l.score > 0 THEN 'same' ELSE 'different' END AS verdict, l.score, l.why,
    'regesta' AS "by", r.started AS "at"
FROM base.links AS l LEFT JOIN base.runs AS r ON r.id = l.run
UNION ALL BY NAME
SELECT "left", "right", verdict, 0.0 AS score, why, "by", "at" FROM verdicts WHERE holds;
COMMENT ON VIEW links IS 'One row a judgement on two reports, by regesta (score above 0: likelier the same) or a person.';

CREATE VIEW runs AS SELECT * FROM base.runs;
COMMENT ON VIEW runs IS 'One row a run of a command; finished is NULL where it was cut short or goes on.';

CREATE VIEW skipped AS SELECT * FROM base.skipped;
COMMENT ON VIEW skipped IS 'One row for each thing that a run left out, and why.';

CREATE VIEW event_parties AS
WITH each AS (
    SELECT id AS event_id, 'actor' AS role, unnest(actors) AS party FROM base.events
    UNION ALL
    SELECT id, 'recipient', unnest(recipients) FROM base.events
)
SELECT event_id, role, party.id, party.name, party."text", party.country, party.sectors FROM each;
COMMENT ON VIEW event_parties IS 'One row a party of an event; role is actor or recipient.';

CREATE VIEW event_claims AS
WITH each AS (
    SELECT m.event_id, r.id AS report_id, r.document_id, unnest(r.casualties) AS claim
    FROM base.members AS m JOIN base.reports AS r ON r.id = m.report_id
)
SELECT event_id, report_id, claim.outcome, claim.low, claim.high, claim.whom,
    list_transform(claim.attribution, lambda speaker: coalesce(speaker.name, speaker."text")) AS speakers,
    coalesce(p.publishers, []) AS publishers
FROM each LEFT JOIN base.publishers AS p USING (document_id);
COMMENT ON VIEW event_claims IS 'One row a claim of losses: how many, who says so, and who published it.';

CREATE VIEW event_reports AS
SELECT m.event_id, r.id AS report_id, r.document_id, r.day, coalesce(p.publishers, []) AS publishers, r.sentence,
    r.factuality
FROM base.members AS m JOIN base.reports AS r ON r.id = m.report_id
LEFT JOIN base.publishers AS p ON p.document_id = r.document_id;
COMMENT ON VIEW event_reports IS 'One row a report of an event, with the sentence that tells it.';
