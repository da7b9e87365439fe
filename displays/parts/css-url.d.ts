// Vite gives the address of a style sheet that is asked for so.
declare module '*.css?url' {
  const address: string;
  export default address;
}
