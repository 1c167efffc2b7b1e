-- The first schema. Base tables live in the schema "base"; what people query are the views at the end.
-- Days are DATE; an EDTF value stays a VARCHAR and has its first and last possible day beside it.

CREATE SCHEMA base;

CREATE TABLE base.about (version INTEGER, created TIMESTAMP, created_by VARCHAR);

-- One run of ingest or merge. counts and versions are JSON objects.
CREATE TABLE base.runs (
    id VARCHAR, command VARCHAR, started TIMESTAMP, finished TIMESTAMP, versions VARCHAR, counts VARCHAR
);

-- One text. id is a hash of the text and the day it was published; agency is the dateline's.
CREATE TABLE base.documents (
    id VARCHAR, text VARCHAR, length INTEGER, language VARCHAR, published VARCHAR, day DATE, agency VARCHAR,
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
CREATE TABLE base.fetched (url VARCHAR, etag VARCHAR, modified VARCHAR, at TIMESTAMP);
