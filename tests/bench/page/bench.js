// Loads a catalog into wasm and, through it, into typed arrays; compares what both answer; times both.
import init, * as engine from '/pkg/whyshelf_bench_page.js'
import { PlainEngine } from '/plain.js'

const SESSIONS = 32
// The page's clock ticks every 0.1 ms: one sample is the mean of as many calls as take this long.
const SAMPLE_MS = 2
const SAMPLES = 400
const WARM_UP_MS = 400
const ROUND_TRIPS = 200
const CHUNK = 50_000

let plain

// Reads a pack file; answers how many items it has.
async function load(file, longest) {
  await init({ module_or_path: '/pkg/whyshelf_bench_page_bg.wasm' })
  plain = null
  engine.load(new Uint8Array(await (await fetch(file)).arrayBuffer()))
  const items = engine.items()
  const starts = new Uint32Array(items + 1)
  await each(items, engine.counts, (counts, first) => counts.forEach((count, at) => { starts[first + at + 1] = starts[first + at] + count }))
  const column = async (Kind, length, ask) => {
    const all = new Kind(length)
    let filled = 0
    await each(items, ask, (part) => { all.set(part, filled); filled += part.length })
    return all
  }
  const pack = {
    starts,
    ids: await column(Uint32Array, starts[items], engine.ids),
    weights: await column(Uint8Array, starts[items], engine.weights),
    relations: await column(Uint8Array, starts[items], engine.relations),
    scales: await column(Uint16Array, items, engine.scales),
    popularity: await column(Uint8Array, items, engine.popularity),
    cards: await column(Uint8Array, items, engine.cards),
    byPopularity: engine.byPopularity(),
    distance: engine.distance(),
    kinds: engine.kinds(),
    popularityWeight: engine.popularityWeight(),
    look,
  }
  plain = new PlainEngine(pack, engine.limit(), longest)
  return items
}

// What variants are told by. Asked for once an item, before anything is timed.
function look(item) {
  const [title, brand, currency, price] = engine.look(item)
  return { words: title.split(' '), brand, currency, price: Number(price) }
}

// Asks for some items at a time, and lets the browser breathe in between.
async function each(items, ask, take) {
  for (let first = 0; first < items; first += CHUNK) {
    take(ask(first, Math.min(items, first + CHUNK)), first)
    await new Promise((done) => setTimeout(done))
  }
}

// Mean microseconds of a call, many times, of each: { shelf, plain, reasons }.
function time(events) {
  const items = engine.sessions(events, SESSIONS), eventKinds = engine.eventKinds()
  const part = (all, session) => all.subarray(session * events, (session + 1) * events)
  const sessions = Array.from({ length: SESSIONS }, (_, session) => [part(items, session), part(eventKinds, session)])
  compare(sessions)
  return sample({
    shelf: engine.shelf,
    plain: (session) => plain.shelf(sessions[session][0], sessions[session][1]),
    reasons: engine.reasons,
  })
}

// Throws unless both answer the same to every session.
function compare(sessions) {
  sessions.forEach(([items, eventKinds], session) => {
    const length = plain.shelf(items, eventKinds), written = engine.written(session)
    const same = written.length === length && length > 0 && written.every((value, at) => value === plain.written[at])
    if (!same) throw new Error(`wasm and JavaScript differ in session ${session}`)
  })
}

// The calls take turns, sample by sample: what else the machine does hits all alike.
function sample(calls) {
  const runs = Object.entries(calls).map(([name, call]) => ({ name, call, at: 0, batch: 1, times: [] }))
  const batch = (run) => {
    const start = performance.now()
    for (let left = run.batch; left > 0; left--) {
      run.call(run.at)
      run.at = (run.at + 1) % SESSIONS
    }
    return performance.now() - start
  }
  for (const run of runs) {
    let calls = 0, spent = 0
    while (spent < WARM_UP_MS) {
      run.batch = 64
      spent += batch(run)
      calls += run.batch
    }
    run.batch = Math.max(1, Math.round(calls * SAMPLE_MS / spent))
  }
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const run of runs) run.times.push(batch(run) * 1000 / run.batch)
  }
  return Object.fromEntries(runs.map(({ name, times }) => [name, times]))
}

// Microseconds of a request for a small file, many times.
async function roundTrips() {
  const times = []
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const start = performance.now()
    await (await fetch('/answer.json', { cache: 'no-store' })).json()
    times.push((performance.now() - start) * 1000)
  }
  return times
}

window.bench = { load, time, roundTrips }
