// For editors and a bare `npx cucumber-js --dry-run`: where the features and the steps are. Runs go through `fixproof run`.
export default { paths: ['features/**/*.feature'], import: ['steps/*.ts'] }
