"""SQL between the stages, in the words that DuckDB and Spark have in common.

Each query names tables of `schemas`; the engine lays them under these names. Sums are of whole numbers, so
that no order of adding shows in them, and every choice among equals is made by number.
"""

from __future__ import annotations

from sayso.ledger.copying.copies import CANDIDATES, HITS
from sayso.ledger.copying.holders import HOLDERS
from sayso.ledger.copying.repeats import REPORTS

# 1. Duplicates. The first document of a text stands for it; the others are its further places.
OCCURRENCES = """
SELECT min(doc) OVER (PARTITION BY report) AS first, doc,
       ref, url_key, host, outlet, title, byline, published_from, published_to
  FROM cleaned
 WHERE outcome = 'kept'
"""

# 2. Which texts share fingerprints: the self-join. A fingerprint names the first HOLDERS texts that hold it,
#    and weighs the more the fewer it names. `held` are the fingerprints of texts that were read, or those
#    in one bucket.
PAIRS = f"""
WITH common AS (
  SELECT hash FROM held GROUP BY hash HAVING count(*) > 1
), placed AS (
  SELECT held.hash, held.doc, held.size,
         row_number() OVER (PARTITION BY held.hash ORDER BY held.doc) AS place
    FROM held JOIN common ON common.hash = held.hash
)
SELECT earlier.doc AS a, later.doc AS b, max(later.size) AS size, count(*) AS hits,
       CAST(sum(CAST(floor(1000000.0 / least(later.place - 1, {HOLDERS})) AS BIGINT)) AS BIGINT) AS weight
  FROM placed AS later
  JOIN placed AS earlier ON earlier.hash = later.hash AND earlier.place < later.place
 WHERE earlier.place <= {HOLDERS}
 GROUP BY earlier.doc, later.doc
"""

# 3. Which pairs are worth comparing: for each text those before it that share most of what is rare.
CANDIDATES_OF = f"""
WITH summed AS (
  SELECT a, b, max(size) AS size, CAST(sum(hits) AS BIGINT) AS hits, CAST(sum(weight) AS BIGINT) AS weight
    FROM shared
   GROUP BY a, b
), ranked AS (
  SELECT a, b, row_number() OVER (PARTITION BY b ORDER BY weight DESC, a) AS place
    FROM summed
   WHERE hits >= {HITS} OR 2 * hits >= size
)
SELECT a, b FROM ranked WHERE place <= {CANDIDATES}
"""

# 4. Furniture that shows by repetition: for each text with enough strangers that share words with it, these,
#    and which of them are strangers to each other.
STRANGERS = f"""
WITH strange AS (
  SELECT a, b, telling, hashes FROM edges WHERE strangers AND NOT quotation
), many AS (
  SELECT b FROM strange GROUP BY b HAVING count(*) >= {REPORTS - 1}
)
SELECT strange.b AS doc, strange.a AS a, CAST(NULL AS BIGINT) AS other, strange.telling AS telling,
       strange.hashes AS hashes
  FROM strange JOIN many ON many.b = strange.b
UNION ALL
SELECT one.b AS doc, one.a AS a, two.a AS other, tie.telling AS telling, NULL AS hashes
  FROM strange AS one
  JOIN many ON many.b = one.b
  JOIN strange AS two ON two.b = one.b AND two.a > one.a
  JOIN strange AS tie ON tie.a = one.a AND tie.b = two.a
"""

# 5. Families: texts that are tied by whole and part copies. Each takes the least number among its own and its
#    neighbours', then that of whom it points to, until nothing changes.
TIES = """
SELECT a, b FROM told WHERE kind IN ('whole', 'part')
UNION
SELECT b AS a, a AS b FROM told WHERE kind IN ('whole', 'part')
"""
LABELS = """
SELECT a AS doc, least(a, min(b)) AS label FROM ties GROUP BY a
"""
CLOSER = """
WITH met AS (
  SELECT ties.a AS doc, min(labels.label) AS label
    FROM ties JOIN labels ON labels.doc = ties.b
   GROUP BY ties.a
), least_of AS (
  SELECT labels.doc AS doc, least(labels.label, met.label) AS label
    FROM labels JOIN met ON met.doc = labels.doc
)
SELECT one.doc AS doc, least(one.label, two.label) AS label
  FROM least_of AS one JOIN least_of AS two ON two.doc = one.label
"""
APART = """
SELECT count(*) FROM labels AS one JOIN closer AS two ON two.doc = one.doc WHERE one.label <> two.label
"""

# 6. Of a family the origin is the one published first, of one day the one with the least number; not one that
#    credits another, while there is one that does not.
ORIGINS = """
WITH dated AS (
  SELECT first AS doc, min(substr(published_to, 1, 10)) AS day FROM occurrences GROUP BY first
), credited AS (
  SELECT DISTINCT copier FROM told WHERE copier IS NOT NULL
), grouped AS (
  SELECT t.doc AS doc, t.report AS report, t.seen AS seen, coalesce(l.label, t.doc) AS family, d.day AS day,
         CASE WHEN c.copier IS NULL THEN 0 ELSE 1 END AS credits
    FROM taken AS t
    LEFT JOIN credited AS c ON c.copier = t.doc
    LEFT JOIN labels AS l ON l.doc = t.doc
    LEFT JOIN dated AS d ON d.doc = t.doc
   WHERE t.outcome = 'read'
), placed AS (
  SELECT doc, report, seen, family,
         row_number() OVER (PARTITION BY family ORDER BY credits, coalesce(day, '9999'), doc) AS place
    FROM grouped
), sized AS (
  SELECT family, count(*) AS reports, CAST(sum(seen) AS BIGINT) AS documents
    FROM placed GROUP BY family
)
SELECT one.report AS report, root.report AS origin, s.reports AS reports, s.documents AS documents
  FROM placed AS one
  JOIN placed AS root ON root.family = one.family AND root.place = 1
  JOIN sized AS s ON s.family = one.family
"""

# 7. What became of every document.
DOCUMENTS = """
SELECT c.doc AS doc, c.input AS input, c.ref AS ref,
       CASE WHEN c.outcome <> 'kept' THEN c.outcome
            WHEN o.first <> c.doc THEN 'duplicate' ELSE t.outcome END AS outcome,
       CASE WHEN c.outcome <> 'kept' THEN c.reason WHEN o.first = c.doc THEN t.reason END AS reason,
       CASE WHEN c.outcome <> 'kept' THEN c.message WHEN o.first = c.doc THEN t.message END AS message,
       c.report AS report, o.first AS first, c.url AS url, c.host AS host, c.outlet AS outlet, c.title AS title,
       c.byline AS byline, c.language AS language, c.published_from AS published_from,
       c.published_to AS published_to, c.published_precision AS published_precision, c.fetched AS fetched,
       c.raw_sha256 AS raw_sha256, c.media_type AS media_type
  FROM cleaned AS c
  LEFT JOIN occurrences AS o ON o.doc = c.doc
  LEFT JOIN taken AS t ON t.doc = c.doc
"""
COUNTS = """
SELECT outcome, reason, count(*) AS documents FROM documents GROUP BY outcome, reason ORDER BY outcome, reason
"""
