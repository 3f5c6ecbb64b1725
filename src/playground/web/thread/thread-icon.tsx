// Thread icon: the sign of a thread.

export function ThreadIcon() {
  return (
    <svg class="thread-icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path
        d="M4 3.5h12a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H9L5.5 16v-3.5H4A1.5 1.5 0 0 1 2.5 11V5A1.5 1.5 0 0 1 4 3.5Z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linejoin="round"
      />
      <path d="M6 6.7h8M6 9.4h5" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  )
}
