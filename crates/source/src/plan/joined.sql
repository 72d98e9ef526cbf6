-- Every two events of one session on two items whose numbers rise, and how many steps lie between
-- them. {from} and {to} bound the smaller item.
SELECT
    low.item AS low,
    high.item AS high,
    low.shopper AS shopper,
    low.weight AS weight,
    low.share AS share,
    low.once * high.once AS once,
    high."position" - low."position" AS steps
FROM numbered AS low
JOIN numbered AS high ON low.session = high.session
WHERE low.item >= {from} AND low.item < {to} AND high.item > {from} AND high.item > low.item
