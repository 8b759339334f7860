// Runs before each test file, which shares its process with others.
import { afterAll } from 'vitest';
import { removeTemporaryFolders } from './temporary-folder.js';

afterAll(removeTemporaryFolders);
