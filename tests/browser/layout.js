// Returns the layout faults of the page as a list of messages. For page.evaluate.
({ smallest, action }) => {
  const faults = []
  const root = document.scrollingElement
  const wide = root.clientWidth
  const what = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 110)
  const hiddenFromSight = element => Boolean(element.closest('.hidden')) || !element.checkVisibility({ visibilityProperty: true })
  const stuck = node => Boolean((node.parentElement ?? document.body).closest('.bar'))
  const offScreen = box => box.right < 0 || box.bottom < 0 // such as an unfocused skip link

  if (root.scrollWidth > wide) {
    const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1)
    faults.push(`scrolls sideways, ${root.scrollWidth} > ${wide}: ${out.slice(-3).map(what).join(' | ')}`)
  }

  // Every visible text node with its boxes, one per line.
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.data.trim() || hiddenFromSight(node.parentElement)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(box => box.width > 1 && !offScreen(box))
    if (boxes.length) texts.push({ node, parent: node.parentElement, boxes })
  }

  for (const { node, parent, boxes } of texts) {
    const said = node.data.trim().slice(0, 60)
    if (boxes.some(box => box.left < -1 || box.right > wide + 1)) faults.push(`cut off at the edge: ${said}`)
    const holder = parent.closest('button, .button, summary, label, legend, th, td')
    if (holder) {
      const box = holder.getBoundingClientRect()
      const out = boxes.some(b => b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 3 || b.bottom > box.bottom + 3)
      if (out) faults.push(`comes out of its box: ${said}`)
    }
    for (let e = parent; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e)
      const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible'
      if (clips && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) faults.push(`clipped: ${said}`)
    }
  }

  // Text lines and checkboxes must not overlap; up to a third of the line height is leading.
  const fields = [...document.querySelectorAll('input:not([type=hidden]), textarea')].filter(e => !hiddenFromSight(e))
  const things = [
    ...texts.flatMap(({ node, boxes }) => boxes.map(box => ({ name: node.data.trim().slice(0, 40), of: node, box }))),
    ...fields.map(e => ({ name: what(e), of: e, box: e.getBoundingClientRect() })),
  ].map(({ name, of, box }) => ({
    name, of, left: box.left + 1, right: box.right - 1, top: box.top + box.height / 3, bottom: box.bottom - box.height / 3,
  })).sort((a, b) => a.top - b.top)
  things.forEach((a, at) => {
    for (const b of things.slice(at + 1)) {
      if (b.top >= a.bottom) break
      if (stuck(a.of) !== stuck(b.of)) continue // the bar at the bottom lies over what is scrolled
      if (a.of !== b.of && a.left < b.right && b.left < a.right) faults.push(`lie on each other: ${a.name} | ${b.name}`)
    }
  })

  const inSentence = link => {
    let block = link.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    const rest = [...block.querySelectorAll('a')].reduce((text, a) => text.replace(a.textContent, ''), block.textContent)
    return getComputedStyle(link).display === 'inline' && /\w/.test(rest)
  }
  const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, summary')]
  for (const target of targets.filter(e => !hiddenFromSight(e) && !offScreen(e.getBoundingClientRect()))) {
    const { width, height } = target.getBoundingClientRect()
    const isLink = target.localName === 'a'
    if (isLink && inSentence(target)) continue
    const isAction = target.localName === 'button' || target.matches('.button')
    const least = isAction ? action : smallest
    if (Math.min(width, height) < least) faults.push(`smaller than ${least}: ${Math.round(width)} x ${Math.round(height)} ${what(target)}`)
  }

  for (const box of document.querySelectorAll('input[type=checkbox], input[type=radio]')) {
    if (hiddenFromSight(box)) continue
    const [input, label] = [box, box.labels[0]].map(e => e.getBoundingClientRect())
    const height = Math.max(input.bottom, label.bottom) - Math.min(input.top, label.top)
    const width = Math.max(input.right, label.right) - Math.min(input.left, label.left)
    if (Math.min(width, height) < action) faults.push(`smaller than ${action}: the row ${Math.round(width)} x ${Math.round(height)} of ${what(box)}`)
  }
  return [...new Set(faults)]
}
