// The engine's computation in plain JavaScript over typed arrays, as fast as we could make it: sums
// in an array with an entry for every item and a list of the touched ones, popularity looked up
// only where it can matter, the best by insertion, variants left out until the shelf is full, and all
// arrays made once. Nothing is allocated in a call. Integers stay below 2^53, so that doubles hold them
// exactly.

// Candidates that are looked at for each card, as by the engine.
const LOOKED_AT = 4

export class PlainEngine {
  // `pack`: starts, ids, weights, relations, scales, popularity, byPopularity, cards, distance, kinds,
  // popularityWeight, look (an item's title, brand, price and currency); `longest`: most events of a
  // session.
  constructor(pack, limit, longest) {
    Object.assign(this, pack)
    const items = pack.popularity.length
    this.limit = limit
    this.window = LOOKED_AT * limit
    this.looks = new Array(items)
    this.sums = new Float64Array(items)
    this.touched = new Uint32Array(items)
    this.bestItems = new Uint32Array(this.window)
    this.bestScores = new Float64Array(this.window)
    this.factors = new Float64Array(longest)
    this.written = new Float64Array(limit * (2 + 3 * (longest + 1)))
    this.mostPopular = items ? pack.popularity[pack.byPopularity[0]] * pack.popularityWeight : 0
  }

  // The shelf of a session of views and the like, as numbers in `this.written`: for each card its item
  // and its count of contributions, then event, relation and value of each. Returns how many numbers.
  shelf(items, eventKinds) {
    const touched = this.addUp(items, eventKinds)
    const cards = this.arrange(this.select(items, touched))
    const length = this.write(items, cards)
    const { sums, touched: list } = this
    for (let at = 0; at < touched; at++) sums[list[at]] = 0
    return length
  }

  addUp(items, eventKinds) {
    const { starts, ids, weights, scales, distance, kinds, sums, touched, factors } = this
    let count = 0
    for (let event = 0; event < items.length; event++) {
      const item = items[event], steps = items.length - 1 - event
      const factor = steps < distance.length ? distance[steps] * kinds[eventKinds[event]] * scales[item] : 0
      factors[event] = factor
      if (factor === 0) continue
      const end = starts[item + 1]
      for (let at = starts[item]; at < end; at++) {
        const id = ids[at], sum = sums[id]
        if (sum === 0) touched[count++] = id
        sums[id] = sum + factor * weights[at]
      }
    }
    return count
  }

  select(items, touched) {
    const { window: limit, sums, touched: list, popularity, byPopularity, popularityWeight, mostPopular } = this
    const { bestItems, bestScores, cards } = this
    let size = 0
    const insert = (id, score) => {
      let at = size < limit ? size++ : limit - 1
      for (; at > 0; at--) {
        const other = bestScores[at - 1]
        if (other > score || (other === score && bestItems[at - 1] < id)) break
        bestScores[at] = other
        bestItems[at] = bestItems[at - 1]
      }
      bestScores[at] = score
      bestItems[at] = id
    }
    const takes = (id, score) => {
      if (size < limit) return true
      const least = bestScores[limit - 1]
      return score > least || (score === least && id < bestItems[limit - 1])
    }
    // The latest events speak loudest: what they name first raises the bound soon.
    for (let at = touched - 1; at >= 0; at--) {
      const id = list[at], evidence = sums[id]
      if (size === limit && evidence + mostPopular < bestScores[limit - 1]) continue
      const score = evidence + popularity[id] * popularityWeight
      if (takes(id, score) && cards[id] && !items.includes(id)) insert(id, score)
    }
    for (let at = 0; at < byPopularity.length; at++) {
      const id = byPopularity[at], score = popularity[id] * popularityWeight
      if (score === 0 || !takes(id, score)) break
      if (sums[id] === 0 && cards[id] && !items.includes(id)) insert(id, score)
    }
    return size
  }

  // Leaves out what is another variant of what stands before it. None has a category, so that none has
  // too many of a shelf.
  arrange(size) {
    const { bestItems, limit, looks } = this
    let kept = 0
    for (let at = 0; at < size && kept < limit; at++) {
      const item = bestItems[at], look = (looks[item] ??= this.look(item))
      let known = 0
      while (known < kept && !areVariants(looks[bestItems[known]], look)) known++
      if (known === kept) bestItems[kept++] = item
    }
    return kept
  }

  write(items, cards) {
    const { starts, ids, weights, relations, popularity, popularityWeight, factors, written, bestItems } = this
    let length = 0
    for (let card = 0; card < cards; card++) {
      const id = bestItems[card]
      written[length] = id
      const count = length + 1
      length += 2
      for (let event = 0; event < items.length; event++) {
        if (factors[event] === 0) continue
        let low = starts[items[event]], high = starts[items[event] + 1]
        const end = high
        while (low < high) {
          const middle = (low + high) >>> 1
          if (ids[middle] < id) low = middle + 1
          else high = middle
        }
        if (low === end || ids[low] !== id) continue
        written[length] = event
        written[length + 1] = relations[low]
        written[length + 2] = factors[event] * weights[low]
        length += 3
      }
      const popular = popularity[id] * popularityWeight
      if (popular > 0) {
        written[length] = written[length + 1] = -1
        written[length + 2] = popular
        length += 3
      }
      written[count] = (length - count - 1) / 3
    }
    return length
  }
}

// Same brand, prices at most a third apart, titles of at least three words of which at most one differs.
function areVariants(a, b) {
  const low = Math.min(a.price, b.price), high = Math.max(a.price, b.price)
  if ((high - low) * 3 > low || a.currency !== b.currency || a.brand !== b.brand) return false
  if (a.words.length < 3 || a.words.length !== b.words.length) return false
  let apart = 0
  for (let at = 0; at < a.words.length; at++) if (a.words[at] !== b.words[at] && ++apart > 1) return false
  return true
}
