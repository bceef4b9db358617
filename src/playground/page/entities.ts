export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
  readonly user?: { readonly id: number }
}

const tags: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
}

/** Text with Telegram's entities (offsets in UTF-16 units, possibly nested) as DOM nodes. */
export function textNodes(text: string, entities: readonly Entity[], labels: Readonly<Record<string, string>>): Node[] {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return nodesBetween(text, 0, text.length, sorted, labels)
}

function nodesBetween(
  text: string,
  from: number,
  to: number,
  entities: readonly Entity[],
  labels: Readonly<Record<string, string>>,
): Node[] {
  const nodes: Node[] = []
  let at = from
  let rest = entities.filter((entity) => entity.offset >= from && entity.offset + entity.length <= to)
  while (rest.length > 0) {
    const [entity, ...others] = rest
    if (!entity) break
    const end = entity.offset + entity.length
    if (entity.offset > at) nodes.push(document.createTextNode(text.slice(at, entity.offset)))
    const inside = others.filter((other) => other.offset < end)
    nodes.push(
      element(entity, nodesBetween(text, entity.offset, end, inside, labels), text.slice(entity.offset, end), labels),
    )
    at = end
    rest = others.filter((other) => other.offset >= end)
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)))
  trimAfterBlocks(nodes)
  return nodes
}

/** A quotation or a block of code ends its line by itself. */
function trimAfterBlocks(nodes: readonly Node[]): void {
  for (const [i, node] of nodes.entries()) {
    const before = nodes[i - 1]
    const isBlock = before instanceof HTMLElement && ['BLOCKQUOTE', 'PRE'].includes(before.tagName)
    if (isBlock && node instanceof Text) node.data = node.data.replace(/^\n/, '')
  }
}

function element(
  entity: Entity,
  content: readonly Node[],
  text: string,
  labels: Readonly<Record<string, string>>,
): HTMLElement {
  if (entity.type === 'text_link') {
    const link = document.createElement('a')
    link.href = entity.url ?? '#'
    link.target = '_blank'
    link.rel = 'noreferrer'
    link.append(...content)
    return link
  }
  const tagged = document.createElement(tags[entity.type] ?? 'span')
  tagged.append(...content)
  if (entity.type === 'pre') tagged.addEventListener('click', () => void navigator.clipboard.writeText(text))
  return entity.type === 'expandable_blockquote' ? expandable(tagged, labels) : tagged
}

function expandable(quote: HTMLElement, labels: Readonly<Record<string, string>>): HTMLElement {
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.className = 'toggle'
  const set = (open: boolean) => {
    quote.classList.toggle('closed', !open)
    toggle.textContent = labels[open ? 'less' : 'more'] ?? ''
    toggle.setAttribute('aria-expanded', String(open))
  }
  set(false)
  toggle.addEventListener('click', () => set(quote.classList.contains('closed')))
  quote.append(toggle)
  return quote
}
