import { createRoot } from 'react-dom/client'

const names = Array.from({ length: 20 }, (_, index) => `Account ${index + 1}`)

/** As plain as the bare window's list, drawn by React. */
function Rows() {
  return (
    <main>
      <h1>Accounts</h1>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </main>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Rows />)
