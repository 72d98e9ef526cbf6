-- Pairs of items. Weights are whole numbers, so that no order of summing changes a sum. A session's
-- first events of the two items say that it holds both; all of them say what came after what.
SELECT
    low,
    high,
    {support} AS support,
    SUM(once * weight) AS sessions,
    SUM(once * share) AS shared,
    SUM(CASE WHEN steps > 0 THEN weight * near ELSE 0 END) AS after_low,
    SUM(CASE WHEN steps > 0 THEN weight / steps ELSE 0 END) AS rule_low,
    SUM(CASE WHEN steps = 1 THEN weight ELSE 0 END) AS next_low,
    SUM(CASE WHEN steps < 0 THEN weight * near ELSE 0 END) AS after_high,
    SUM(CASE WHEN steps < 0 THEN weight / -steps ELSE 0 END) AS rule_high,
    SUM(CASE WHEN steps = -1 THEN weight ELSE 0 END) AS next_high
FROM (SELECT *, CASE abs(steps) {near} ELSE 0 END AS near FROM ({joined}))
GROUP BY low, high{shopper}
